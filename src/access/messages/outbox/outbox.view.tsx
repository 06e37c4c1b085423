// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, FormField, Notice, type Words } from '../../../ui/index.ts'
import type { ShownMessage, ShownOutbox } from './shown-outbox.model.ts'

/** What has just been done; null: nothing. */
export type Done = 'again' | 'withdrawn' | 'trial' | 'gone' | null

export interface Trial {
  typed: string
  errors: readonly FormError[]
}

/** What is to leave the house and has not, and whether anything can. */
export function OutboxView(props: { words: Words; outbox: ShownOutbox; done: Done; trial: Trial }) {
  const { words, outbox, done, trial } = props
  return (
    <>
      <FormErrors title={words.t('outbox.errors')} errors={trial.errors} />
      {done === null ? null : (
        <Notice kind={done === 'gone' ? 'heed' : 'done'}>{words.t(`outbox.done.${done}`)}</Notice>
      )}
      <section>
        <Channels words={words} channels={outbox.channels} />
      </section>
      <section aria-labelledby="open">
        <h2 id="open">{words.t('outbox.open')}</h2>
        {outbox.open.length === 0 ? <p>{words.t('outbox.none')}</p> : <OpenMessages words={words} outbox={outbox} />}
        {outbox.closed === null ? null : <p class="hint">{outbox.closed}</p>}
      </section>
      {outbox.channels.some(({ set }) => set) ? <TrialForm words={words} trial={trial} /> : null}
    </>
  )
}

/** What leaves by itself, and what does not and what that means. */
function Channels({ words, channels }: { words: Words; channels: ShownOutbox['channels'] }) {
  const missing = channels.filter(({ set }) => !set)
  return (
    <>
      {channels.map(({ set, text }) => (set ? <p>{text}</p> : null))}
      {missing.length === 0 ? null : (
        <Notice kind="heed">
          {missing.map(({ text }) => (
            <p>{text}</p>
          ))}
          <p>{words.t('outbox.by-hand')}</p>
        </Notice>
      )}
    </>
  )
}

function OpenMessages({ words, outbox: { open, more, allAgain } }: { words: Words; outbox: ShownOutbox }) {
  return (
    <>
      {allAgain ? (
        <form class="acts" method="post" action="/outbox/again">
          <button class="button quiet" type="submit">
            {words.t('outbox.again.all')}
          </button>
        </form>
      ) : null}
      <ul class="entries">
        {open.map((message) => (
          <Message words={words} message={message} />
        ))}
      </ul>
      {more ? <p class="hint">{words.t('outbox.more')}</p> : null}
    </>
  )
}

function Message({ words, message }: { words: Words; message: ShownMessage }) {
  const { recipient, subject, failed, facts, fault, reply, text } = message
  return (
    <li id={message.id}>
      <div>
        <h3>
          <bdi>{recipient}</bdi>{' '}
          <span class="tag">{words.t(failed ? 'outbox.state.failed' : 'outbox.state.waiting')}</span>
        </h3>
        {subject === null ? null : (
          <p lang={subject.lang} dir="auto">
            {subject.text}
          </p>
        )}
        {fault === null ? null : <p>{fault}</p>}
        {reply === null ? null : <p class="hint">{reply}</p>}
        <p class="hint">{facts}</p>
        {text === null ? null : (
          <pre class="code" lang={text.lang} dir="auto">
            {text.text}
          </pre>
        )}
      </div>
      <MessageActs words={words} message={message} />
    </li>
  )
}

function MessageActs({
  words,
  message: { id, recipient, retriable, readable, text },
}: {
  words: Words
  message: ShownMessage
}) {
  return (
    <div>
      {retriable ? (
        <form method="post" action="/outbox/again">
          <input type="hidden" name="id" value={id} />
          <button class="button quiet" type="submit" aria-label={words.t('outbox.again.this', { recipient })}>
            {words.t('outbox.again')}
          </button>
        </form>
      ) : null}
      {readable && text === null ? (
        <form method="post" action={`/outbox#${id}`}>
          <input type="hidden" name="id" value={id} />
          <button class="button quiet" type="submit" aria-label={words.t('outbox.read.this', { recipient })}>
            {words.t('outbox.read')}
          </button>
        </form>
      ) : null}
      <details>
        <summary aria-label={words.t('outbox.withdraw.this', { recipient })}>{words.t('outbox.withdraw')}</summary>
        <form method="post" action="/outbox/withdraw">
          <p class="hint">{words.t('outbox.withdraw.means')}</p>
          <input type="hidden" name="id" value={id} />
          <button class="button quiet" type="submit">
            {words.t('outbox.withdraw.do')}
          </button>
        </form>
      </details>
    </div>
  )
}

function TrialForm({ words, trial: { typed, errors } }: { words: Words; trial: Trial }) {
  return (
    <section aria-labelledby="trial">
      <h2 id="trial">{words.t('outbox.trial')}</h2>
      <form method="post" action="/outbox">
        <FormField
          name="to"
          label={words.t('outbox.trial.to')}
          hint={words.t('outbox.trial.hint')}
          value={typed}
          required
          maxLength={320}
          errors={errors}
        />
        <button class="button" type="submit">
          {words.t('outbox.trial.do')}
        </button>
      </form>
    </section>
  )
}
