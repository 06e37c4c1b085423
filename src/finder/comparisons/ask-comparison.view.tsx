// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'
import { Picker } from '../interview/picker-fields.view.tsx'

interface AskComparisonProps {
  words: Words
  /** `<option>` elements in the reader's language. */
  options: { holdings: string; places: string }
  purposes: readonly string[]
}

/** What to compare, for who comes here without a question. */
export function AskComparison({ words, options, purposes }: AskComparisonProps) {
  return (
    <>
      <h1>{words.t('compare.ask.title')}</h1>
      <p class="lead">{words.t('compare.ask.lead')}</p>
      <form method="post" action="/compare" class="picker">
        <div class="fields">
          <Picker words={words} name="hold" label={words.t('ask.hold.one')} options={options.holdings} />
          <Picker words={words} name="in" label={words.t('ask.in.one')} options={options.places} />
          <div>
            <label for="purpose">{words.t('ask.purpose')}</label>
            <select id="purpose" name="purpose">
              <option value="">{words.t('ask.purpose.any')}</option>
              {purposes.map((one) => (
                <option value={one}>{words.t(`purpose.${one}`)}</option>
              ))}
            </select>
          </div>
        </div>
        <button type="submit" class="button">
          {words.t('compare.ask')}
        </button>
      </form>
      <p>
        <a class="act" href="/">
          {words.t('compare.ask.more')}
        </a>
      </p>
    </>
  )
}
