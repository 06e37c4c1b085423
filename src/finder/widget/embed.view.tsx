// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'

export interface EmbedProps {
  words: Words
  /** What was chosen, by the name of its field. */
  chosen: Record<'in' | 'hold' | 'purpose' | 'language' | 'colours', string>
  options: { holdings: string; placesWithLaw: string }
  purposes: readonly string[]
  languages: readonly { value: string; label: string }[]
  /** The tag for others, and the same of this server for the preview; null: the place is not known. */
  tag: string | null
  preview: string
  host: string
}

/** For owners of sites: choose, see what visitors will see, copy the tag. */
export function EmbedView(props: EmbedProps) {
  const { words, tag, preview, host } = props
  return (
    <>
      <h1>{words.t('embed.title')}</h1>
      <p class="lead">{words.t('embed.lead')}</p>
      <Choices {...props} />
      {tag === null ? null : (
        <>
          <section class="section embed" aria-labelledby="embed-tag">
            <h2 id="embed-tag">{words.t('embed.tag')}</h2>
            <pre class="code">
              <code id="tag">{tag}</code>
            </pre>
            <p class="row">
              <button type="button" class="button quiet" data-copy="tag" data-done={words.t('embed.copied')} hidden>
                {words.t('embed.copy')}
              </button>
              <span class="muted" role="status" />
            </p>
          </section>
          <section class="section embed" aria-labelledby="embed-preview">
            <h2 id="embed-preview">{words.t('embed.preview')}</h2>
            <div dangerouslySetInnerHTML={{ __html: preview }} />
          </section>
        </>
      )}
      <section class="section embed" aria-labelledby="embed-rules">
        <h2 id="embed-rules">{words.t('embed.rules')}</h2>
        <ul>
          <li>{words.t('embed.rules.alone')}</li>
          <li>{words.t('embed.rules.cookies')}</li>
          <li>{words.t('embed.rules.current')}</li>
          <li>{words.t('embed.rules.wide')}</li>
          <li>{words.t('embed.rules.policy', { host })}</li>
        </ul>
      </section>
    </>
  )
}

function Choices({ words, chosen, options, purposes, languages }: EmbedProps) {
  const any = (label: string) => ({ value: '', label })
  return (
    <form method="get" action="/embed" class="embed-choices">
      <div>
        <label for="in">{words.t('ask.in')}</label>
        <select
          id="in"
          name="in"
          data-filter={words.t('ask.hold.filter')}
          dangerouslySetInnerHTML={{ __html: withChosen(options.placesWithLaw, chosen.in) }}
        />
      </div>
      <div>
        <label for="hold">{words.t('embed.hold')}</label>
        <select
          id="hold"
          name="hold"
          data-filter={words.t('ask.hold.filter')}
          dangerouslySetInnerHTML={{
            __html: `<option value="">${words.t('embed.hold.any')}</option>${withChosen(options.holdings, chosen.hold)}`,
          }}
        />
      </div>
      <Choice
        name="purpose"
        label={words.t('ask.purpose')}
        chosen={chosen.purpose}
        options={[
          any(words.t('embed.purpose.any')),
          ...purposes.map((value) => ({ value, label: words.t(`purpose.${value}`) })),
        ]}
      />
      <Choice
        name="language"
        label={words.t('embed.lang')}
        chosen={chosen.language}
        options={[any(words.t('embed.lang.auto')), ...languages]}
      />
      <Choice
        name="colours"
        label={words.t('embed.colours')}
        chosen={chosen.colours}
        options={[
          any(words.t('embed.colours.auto')),
          ...['light', 'dark'].map((value) => ({ value, label: words.t(`site.theme.${value}`) })),
        ]}
      />
      <div class="submit">
        <button type="submit" class="button">
          {words.t('embed.make')}
        </button>
      </div>
    </form>
  )
}

interface ChoiceProps {
  name: string
  label: string
  chosen: string
  options: readonly { value: string; label: string }[]
}

function Choice({ name, label, chosen, options }: ChoiceProps) {
  return (
    <div>
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {options.map((option) => (
          <option value={option.value} selected={option.value === chosen}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}

const withChosen = (options: string, value: string): string =>
  value === '' ? options : options.replace(`value="${value}"`, `value="${value}" selected`)
