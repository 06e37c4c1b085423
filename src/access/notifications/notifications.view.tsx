// SPDX-License-Identifier: Apache-2.0
import { Notice, type Words } from '../../ui/index.ts'
import type { ShownChoice, ShownNotification, ShownNotifications } from './shown-notification.model.ts'

export function NotificationsView({ words, list, done }: { words: Words; list: ShownNotifications; done: boolean }) {
  const { shown, page, more } = list
  const unread = shown.some((one) => one.unread)
  return (
    <>
      {done ? <Notice kind="done">{words.t('notify.all-read')}</Notice> : null}
      {shown.length === 0 ? (
        <p>{words.t('notify.none')}</p>
      ) : (
        <ul class="entries">
          {shown.map((row) => (
            <Told words={words} row={row} />
          ))}
        </ul>
      )}
      <div class="submit acts">
        {unread ? (
          <form method="post" action="/notifications/read">
            <button class="button quiet" type="submit">
              {words.t('notify.read-all')}
            </button>
          </form>
        ) : null}
        {page > 0 ? <a href={`/notifications?page=${page - 1}`}>{words.t('notify.newer')}</a> : null}
        {more ? <a href={`/notifications?page=${page + 1}`}>{words.t('notify.older')}</a> : null}
        <a href="/notifications/settings">{words.t('notify.settings')}</a>
      </div>
    </>
  )
}

function Told({ words, row }: { words: Words; row: ShownNotification }) {
  const { id, text, link, more, at, atText, unread } = row
  return (
    <li class={unread ? 'unread' : undefined}>
      <div>
        {unread ? <span class="tag">{words.t('notify.new')}</span> : null}
        <p>{link === null ? text : <a href={link}>{text}</a>}</p>
        {more.length === 0 ? null : (
          <p class="gate-ways">
            {more.map(({ href, text: name }) => (
              <a href={href}>{name}</a>
            ))}
          </p>
        )}
        <time class="hint" dateTime={at}>
          {atText}
        </time>
      </div>
      {unread ? (
        <form method="post" action="/notifications/read">
          <input type="hidden" name="id" value={id} />
          <button class="button quiet" type="submit" aria-label={words.t('notify.read.this', { text })}>
            {words.t('notify.read')}
          </button>
        </form>
      ) : null}
    </li>
  )
}

export function NotificationSettings(props: { words: Words; choices: readonly ShownChoice[]; done: boolean }) {
  const { words, choices, done } = props
  return (
    <>
      {done ? <Notice kind="done">{words.t('notify.settings.kept')}</Notice> : null}
      <form method="post" action="/notifications/settings">
        <ul class="entries">
          {choices.map(({ kind, always, ownLetter, here, mail }) => (
            <li>
              <fieldset>
                <legend>{words.t(`notify.name.${kind}`)}</legend>
                <div class="choices">
                  {always ? (
                    <span class="hint choice">{words.t('notify.always-here')}</span>
                  ) : (
                    <Tick name={`here.${kind}`} on={here} label={words.t('notify.here')} />
                  )}
                  {ownLetter ? (
                    <span class="hint choice">{words.t('notify.always-mail')}</span>
                  ) : (
                    <Tick name={`mail.${kind}`} on={mail} label={words.t('notify.mail')} />
                  )}
                </div>
              </fieldset>
            </li>
          ))}
        </ul>
        <div class="submit acts">
          <button class="button" type="submit">
            {words.t('notify.settings.keep')}
          </button>
          <a href="/notifications">{words.t('notify.back')}</a>
        </div>
      </form>
    </>
  )
}

function Tick({ name, on, label }: { name: string; on: boolean; label: string }) {
  return (
    <label class="choice">
      <input type="checkbox" name={name} checked={on} />
      <span>{label}</span>
    </label>
  )
}
