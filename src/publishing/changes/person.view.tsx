// SPDX-License-Identifier: Apache-2.0
import { Run, type Words } from '../../ui/index.ts'

interface Props {
  words: Words
  holds: readonly string[]
  facts: readonly { fact: string; value: string }[]
}

/** Who somebody is, as rows of a list of facts: what they hold and what is true of them. */
export function PersonRows({ words, holds, facts }: Props) {
  return (
    <>
      <div>
        <dt>{words.t('law.example.person')}</dt>
        <dd>
          {holds.length === 0 ? words.t('law.example.nothing') : null}
          {holds.map((held) => (
            <p>
              <Run text={held} lang={words.lang} />
            </p>
          ))}
        </dd>
      </div>
      {facts.map(({ fact, value }) => (
        <div>
          <dt>
            <Run text={fact} lang={words.lang} />
          </dt>
          <dd>
            <Run text={value} lang={words.lang} />
          </dd>
        </div>
      ))}
    </>
  )
}
