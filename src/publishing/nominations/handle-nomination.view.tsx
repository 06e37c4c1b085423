// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact'
import { ChoiceField, type FormError, FormField, Notice, type Words } from '../../ui/index.ts'
import { Comment } from './proposal.view.tsx'
import type {
  NominationActs,
  ShownComment,
  ShownExpert,
  ShownFindings,
  ShownNomination,
} from './shown-nomination.model.ts'

export interface NominationProps {
  words: Words
  done: string | undefined
  shown: ShownNomination
  may: NominationActs
  experts: readonly ShownExpert[]
  toAsk: readonly { value: string; label: string }[]
  findings: readonly ShownFindings[]
  comments: readonly ShownComment[]
  /** The first day on which a consultation can open. */
  earliest: string
  /** What was typed into a form that could not be taken. */
  typed: Readonly<Record<string, string>>
  errors: readonly FormError[]
}

/** What the authority can do now, the next step first. */
export function Handle(props: NominationProps) {
  const { words, shown, may } = props
  const { t } = words
  const { state } = shown
  const comparing = state === 'submitted' || state === 'in-comparison'
  if (['taken-up', 'declined', 'withdrawn'].includes(state)) return null
  return (
    <section aria-labelledby="handle">
      <h2 id="handle">{t('nomination.handle')}</h2>
      {comparing ? <Experts {...props} /> : null}
      {state === 'in-comparison' && props.experts.some((one) => one.state === 'gave') ? (
        <Act {...props} does="close" button={t('nomination.close')} />
      ) : null}
      {state === 'compared' ? <Consult {...props} /> : null}
      {state === 'in-consultation' ? <Answers {...props} /> : null}
      {state === 'answered' && may.takesUp ? (
        <p>
          <a class="button" href={`/nominations/${shown.id}/take-up`}>
            {t('nomination.take-up')}
          </a>
        </p>
      ) : null}
      {state === 'submitted' ? <Ask {...props} /> : null}
      {['submitted', 'asked', 'compared', 'answered'].includes(state) ? <Decline {...props} /> : null}
    </section>
  )
}

/** A form of one step. */
function Act({
  shown,
  does,
  button,
  quiet = false,
  children,
}: Pick<NominationProps, 'shown'> & { does: string; button: string; quiet?: boolean; children?: ComponentChildren }) {
  return (
    <form method="post" action={`/nominations/${shown.id}/handle`}>
      <input type="hidden" name="do" value={does} />
      {children}
      <button class={quiet ? 'button quiet' : 'button'} type="submit">
        {button}
      </button>
    </form>
  )
}

function Experts(props: NominationProps) {
  const { words, experts, toAsk, errors } = props
  const { t } = words
  const nobody = experts.length > 0 && experts.every(({ state }) => state === 'conflict' || state === 'released')
  return (
    <>
      <h3>{t('nomination.experts')}</h3>
      {nobody ? <Notice kind="heed">{t('nomination.experts.nobody')}</Notice> : null}
      {experts.length === 0 ? null : (
        <ul class="entries">
          {experts.map((one) => (
            <Expert {...props} one={one} />
          ))}
        </ul>
      )}
      {toAsk.length === 0 ? (
        <p>
          {t('nomination.experts.none')} {t('nomination.experts.name-one')}{' '}
          <a href="/members">{t('nomination.experts.members')}</a>
        </p>
      ) : (
        <Act {...props} does="expert" button={t('nomination.experts.ask')} quiet={experts.length > 0}>
          <ChoiceField
            name="expert"
            label={t('nomination.field.expert')}
            hint={t('nomination.field.expert.hint')}
            options={toAsk}
            value=""
            errors={errors}
          />
        </Act>
      )}
    </>
  )
}

function Expert(props: NominationProps & { one: ShownExpert }) {
  const { words, one } = props
  return (
    <li>
      <div>
        {one.name}
        <p class="hint">{words.t(`nomination.expert.${one.state}`)}</p>
      </div>
      {one.state === 'asked' || one.state === 'impartial' ? (
        <Act {...props} does="release" button={words.t('nomination.experts.release')} quiet>
          <input type="hidden" name="expert" value={one.id} />
        </Act>
      ) : null}
    </li>
  )
}

function Ask(props: NominationProps) {
  const { words, typed, errors } = props
  return (
    <details open={errors.some(({ field }) => field === 'asked')}>
      <summary>{words.t('nomination.ask')}</summary>
      <Act {...props} does="ask" button={words.t('nomination.ask.do')} quiet>
        <FormField
          name="asked"
          rows={4}
          maxLength={4000}
          required
          label={words.t('nomination.field.asked')}
          value={typed['asked']}
          errors={errors}
        />
      </Act>
    </details>
  )
}

function Consult(props: NominationProps) {
  const { words, typed, errors, earliest } = props
  const { t } = words
  return (
    <>
      <h3>{t('nomination.consult')}</h3>
      <p>{t('nomination.consult.means')}</p>
      <Act {...props} does="consult" button={t('nomination.consult.do')}>
        <FormField
          name="summary"
          rows={6}
          maxLength={8000}
          required
          label={t('nomination.field.summary')}
          hint={t('nomination.field.summary.hint')}
          value={typed['summary']}
          errors={errors}
        />
        <FormField
          name="opensOn"
          type="date"
          required
          label={t('nomination.field.opensOn')}
          value={typed['opensOn'] ?? earliest}
          errors={errors}
        />
        <FormField
          name="closesOn"
          type="date"
          required
          label={t('nomination.field.closesOn')}
          hint={t('nomination.field.closesOn.hint')}
          value={typed['closesOn']}
          errors={errors}
        />
      </Act>
    </>
  )
}

function Answers(props: NominationProps) {
  const { words, comments, shown } = props
  const { t } = words
  return (
    <>
      <h3>{t('nomination.comments')}</h3>
      {comments.length === 0 ? <p>{t('nomination.comments.none')}</p> : null}
      <ul class="entries">
        {comments.map((comment) => (
          <li id={`comment-${comment.id}`}>
            <div>
              <Comment comment={comment} />
              {comment.erased || comment.answer !== null ? null : (
                <details open>
                  <summary>{t('nomination.answer')}</summary>
                  <Answer {...props} comment={comment.id} />
                </details>
              )}
            </div>
          </li>
        ))}
      </ul>
      {shown.over ? (
        <Act {...props} does="conclude" button={t('nomination.conclude')} />
      ) : (
        <p>{t('nomination.conclude.later', { closes: shown.closes ?? '' })}</p>
      )}
    </>
  )
}

/** Each of several forms on the page: its field is named by its comment. */
function Answer(props: NominationProps & { comment: string }) {
  const { words, comment, typed, errors } = props
  const field = `answer-${comment}`
  const error = errors.find((one) => one.field === field)
  return (
    <Act {...props} does="answer" button={words.t('nomination.answer.do')} quiet>
      <input type="hidden" name="comment" value={comment} />
      <div class="form-field">
        <label for={field}>{words.t('nomination.field.answer')}</label>
        <span class="hint" id={`${field}-hint`}>
          {words.t('nomination.answer.final')}
        </span>
        {error === undefined ? null : (
          <p class="field-error" id={`${field}-error`}>
            {error.text}
          </p>
        )}
        <textarea
          id={field}
          name="answer"
          rows={4}
          maxLength={8000}
          required
          aria-describedby={error === undefined ? `${field}-hint` : `${field}-hint ${field}-error`}
        >
          {typed['comment'] === comment ? typed['answer'] : ''}
        </textarea>
      </div>
    </Act>
  )
}

function Decline(props: NominationProps) {
  const { words, typed, errors } = props
  return (
    <details class="harm" open={errors.some(({ field }) => field === 'reason')}>
      <summary>{words.t('nomination.decline')}</summary>
      <p>{words.t('nomination.decline.means')}</p>
      <Act {...props} does="decline" button={words.t('nomination.decline.do')} quiet>
        <FormField
          name="reason"
          rows={5}
          maxLength={8000}
          required
          label={words.t('nomination.field.reason')}
          value={typed['reason']}
          errors={errors}
        />
      </Act>
    </details>
  )
}
