// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, Notice, Run, type Words } from '../../ui/index.ts'
import type { ShownFollowed } from './following.model.ts'

interface Props {
  words: Words
  done: 'followed' | 'ended' | 'full' | undefined
  most: number
  rows: readonly ShownFollowed[]
  places: readonly { code: string; name: string }[]
  errors: readonly FormError[]
}

export function FollowingView({ words, done, most, rows, places, errors }: Props) {
  return (
    <>
      {done === undefined ? null : (
        <Notice kind={done === 'full' ? 'heed' : 'done'}>{words.t(`following.done.${done}`, { most })}</Notice>
      )}
      <FormErrors title={words.t('following.errors')} errors={errors} />
      <p>
        <a href="/notifications/settings">{words.t('following.settings')}</a>
      </p>
      {rows.length === 0 ? (
        <p class="note">
          {words.t('following.none')} <a href="/law">{words.t('following.to-law')}</a>
        </p>
      ) : (
        <ul class="entries">
          {rows.map((row) => (
            <Entry words={words} row={row} />
          ))}
        </ul>
      )}
      <section class="area-part" aria-labelledby="add">
        <h2 id="add">{words.t('following.add')}</h2>
        <p>{words.t('following.add.lead')}</p>
        <form method="post" action="/following">
          <input type="hidden" name="kind" value="place" />
          <div class="form-field">
            <label for="thing">{words.t('following.place')}</label>
            <select id="thing" name="thing" required>
              <option value="">{words.t('following.choose')}</option>
              {places.map(({ code, name }) => (
                <option value={code}>{name}</option>
              ))}
            </select>
          </div>
          <div class="submit">
            <button class="button" type="submit">
              {words.t('following.follow')}
            </button>
          </div>
        </form>
      </section>
    </>
  )
}

function Entry({ words, row }: { words: Words; row: ShownFollowed }) {
  const { kind, thing, kindText, title, path, sinceText } = row
  return (
    <li>
      <div>
        <p>
          {path === null ? (
            <Run text={title} lang={words.lang} />
          ) : (
            <a href={path}>
              <Run text={title} lang={words.lang} />
            </a>
          )}
        </p>
        <p class="hint">
          {kindText} · {words.t('following.since', { at: sinceText })}
          {path === null ? ` · ${words.t('following.gone')}` : null}
        </p>
      </div>
      <form method="post" action="/following/end">
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="thing" value={thing} />
        <button class="button quiet" type="submit" aria-label={words.t('following.end.this', { title })}>
          {words.t('following.end')}
        </button>
      </form>
    </li>
  )
}
