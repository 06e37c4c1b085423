// SPDX-License-Identifier: Apache-2.0
import { Notice, type Words } from '../../ui/index.ts'

export interface ShownSession {
  name: string
  /** `Firefox · Linux`. */
  program: string | null
  network: string | null
  proof: string
  since: string
  seen: string
  here: boolean
}

export interface SecurityProps {
  words: Words
  /** What has just been done; a message `security.done.KEY`. */
  done: string | null
  /** Why somebody was led here: roles that wait for a second factor, and where they wanted to go. */
  waiting: { roles: readonly string[]; to: string } | null
  password: string | null
  secondFactor: boolean
  codesLeft: number
  /** Staff keep their second factor. */
  removable: boolean
  /** How many of other ways there are, each with a page of its own. */
  passkeys: number
  providers: number
  sessions: readonly ShownSession[]
}

/** How somebody signs in, and where they are signed in. */
export function SecurityView(props: SecurityProps) {
  const { words, done, waiting } = props
  return (
    <>
      {done === null ? null : (
        <Notice kind="done">
          <p>{words.t(`security.done.${done}`)}</p>
        </Notice>
      )}
      {waiting === null ? null : (
        <Notice kind="heed">
          <p>{words.t('security.waiting', { roles: words.and(waiting.roles) })}</p>
        </Notice>
      )}
      <FactorSection {...props} />
      <OtherWay {...props} name="passkeys" count={props.passkeys} title={words.t('passkey.title')} />
      <OtherWay {...props} name="providers" count={props.providers} title={words.t('provider.own.title')} />
      <PasswordSection {...props} />
      <SessionsSection {...props} />
    </>
  )
}

function FactorSection({ words, secondFactor, codesLeft, removable, waiting }: SecurityProps) {
  const query = waiting === null ? '' : `?for=${encodeURIComponent(waiting.to)}`
  return (
    <section class="area-part" aria-labelledby="second-factor">
      <h2 id="second-factor">{words.t('security.factor')}</h2>
      <p>{words.t(secondFactor ? 'security.factor.is' : 'security.factor.none')}</p>
      <div class="button-row">
        <form method="post" action={`/account/security/second-factor${query}`}>
          <button type="submit" class={secondFactor ? 'button quiet' : 'button'}>
            {words.t(secondFactor ? 'security.factor.replace' : 'security.factor.set-up')}
          </button>
        </form>
        {secondFactor && removable ? (
          <a class="button quiet" href="/account/security/remove-second-factor">
            {words.t('security.factor.remove')}
          </a>
        ) : null}
      </div>
      {secondFactor ? (
        <>
          <h3>{words.t('security.codes')}</h3>
          <p>{words.t('security.codes.left', { count: codesLeft })}</p>
          <details class="harm">
            <summary>{words.t('security.codes.renew')}</summary>
            <p>{words.t('security.codes.renew.means')}</p>
            <form method="post" action="/account/security/recovery-codes">
              <button type="submit" class="button">
                {words.t('security.codes.renew.do')}
              </button>
            </form>
          </details>
        </>
      ) : null}
    </section>
  )
}

function OtherWay({ words, name, count, title }: { words: Words; name: string; count: number; title: string }) {
  return (
    <section class="area-part" aria-labelledby={name}>
      <h2 id={name}>{title}</h2>
      <p>{words.t(`security.${name}`, { count })}</p>
      <a class="button quiet" href={`/account/${name}`}>
        {words.t(`security.${name}.keep`)}
      </a>
    </section>
  )
}

function PasswordSection({ words, password }: SecurityProps) {
  return (
    <section class="area-part" aria-labelledby="password">
      <h2 id="password">{words.t('sign-in.password')}</h2>
      <p>
        {password === null ? words.t('security.password.none') : words.t('security.password.since', { day: password })}
      </p>
      <a class="button quiet" href="/account/security/password">
        {words.t(password === null ? 'security.password.set' : 'security.password.change')}
      </a>
    </section>
  )
}

function SessionsSection({ words, sessions }: SecurityProps) {
  return (
    <section class="area-part" aria-labelledby="sessions">
      <h2 id="sessions">{words.t('security.sessions')}</h2>
      <p>{words.t('security.sessions.lead')}</p>
      <ul class="entries">
        {sessions.map((session) => (
          <li>
            <div>
              <strong>{session.program ?? words.t('security.session.unknown')}</strong>
              {session.here ? <em class="here"> · {words.t('security.session.here')}</em> : null}
              <p class="hint">
                {[session.network, session.proof, session.since, session.seen]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </p>
            </div>
            {session.here ? null : (
              <form method="post" action="/account/security/sessions">
                <input type="hidden" name="session" value={session.name} />
                <button
                  type="submit"
                  class="button quiet"
                  aria-label={`${words.t('security.session.end')}: ${session.program ?? ''} ${session.seen}`}
                >
                  {words.t('security.session.end')}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length < 2 ? null : (
        <form method="post" action="/account/security/sessions">
          <input type="hidden" name="others" value="1" />
          <button type="submit" class="button quiet">
            {words.t('security.sessions.end-others')}
          </button>
        </form>
      )}
    </section>
  )
}
