// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact'
import { Notice, type Words } from '../../ui/index.ts'
import type { ShownAuthority, ShownInvitation, ShownMember } from './shown-member.model.ts'

export interface MembersProps {
  words: Words
  /** Id of the authority, or `platform`. */
  of: string
  members: readonly ShownMember[]
  invitations: readonly ShownInvitation[]
  /** Whether the reader may invite anybody at all here. */
  mayInvite: boolean
  /** A message that says what was just done. */
  done: string | null
  /** Back to all authorities, for who may choose. */
  choose: boolean
  children?: ComponentChildren
}

/** Who holds a role for an authority, and who is asked. */
export function MembersView(props: MembersProps) {
  const { words, of, members, invitations, mayInvite, done, choose, children } = props
  return (
    <>
      {done === null ? null : <Notice kind="done">{words.t(`members.done.${done}`)}</Notice>}
      {mayInvite ? (
        <p>
          <a class="button" href={`/members/invite?authority=${encodeURIComponent(of)}`}>
            {words.t('members.invite')}
          </a>
        </p>
      ) : null}
      {members.length === 0 ? (
        <p>{words.t('members.none')}</p>
      ) : (
        <ul class="entries">
          {members.map((member) => (
            <MemberEntry words={words} member={member} />
          ))}
        </ul>
      )}
      {invitations.length === 0 ? null : (
        <>
          <h2>{words.t('members.invited')}</h2>
          <ul class="entries">
            {invitations.map((invitation) => (
              <InvitationEntry words={words} invitation={invitation} />
            ))}
          </ul>
        </>
      )}
      {children}
      {choose ? (
        <p>
          <a href="/members">{words.t('members.all-authorities')}</a>
        </p>
      ) : null}
    </>
  )
}

function MemberEntry({ words, member }: { words: Words; member: ShownMember }) {
  const { id, name, role, lines, away, mayChange } = member
  return (
    <li>
      <div>
        <h2 class="entry-name">{name}</h2>
        <p>
          {role}
          {away === null ? null : <span class="tag">{away}</span>}
        </p>
        {lines.map((line) => (
          <p class="hint">{line}</p>
        ))}
      </div>
      {mayChange ? (
        <a class="button quiet" href={`/members/${id}`} aria-label={words.t('members.change.this', { name, role })}>
          {words.t('members.change')}
        </a>
      ) : null}
    </li>
  )
}

function InvitationEntry({ words, invitation }: { words: Words; invitation: ShownInvitation }) {
  const { id, name, address, role, lines, expired } = invitation
  return (
    <li>
      <div>
        <h3>{name}</h3>
        <p>
          {role}
          {expired ? <span class="tag">{words.t('members.expired')}</span> : null}
        </p>
        <p class="hint">{address}</p>
        {lines.map((line) => (
          <p class="hint">{line}</p>
        ))}
      </div>
      <div class="submit">
        <form method="post" action={`/members/invitations/${id}/again`}>
          <button class="button quiet" type="submit" aria-label={words.t('members.again.this', { name })}>
            {words.t('members.again')}
          </button>
        </form>
        <details>
          <summary aria-label={words.t('members.withdraw.this', { name })}>{words.t('members.withdraw')}</summary>
          <form method="post" action={`/members/invitations/${id}/withdraw`}>
            <p>{words.t('members.withdraw.sure')}</p>
            <button class="button" type="submit">
              {words.t('members.withdraw.do')}
            </button>
          </form>
        </details>
      </div>
    </li>
  )
}

/** Whose members? For who may see those of several authorities. */
export function AuthoritiesView({
  words,
  q,
  authorities,
}: {
  words: Words
  q: string
  authorities: readonly ShownAuthority[]
}) {
  return (
    <>
      <form method="get" action="/members">
        <div class="form-field">
          <label for="q">{words.t('members.search')}</label>
          <input type="search" id="q" name="q" value={q} />
        </div>
        <button class="button quiet" type="submit">
          {words.t('members.search.do')}
        </button>
      </form>
      {authorities.length === 0 ? (
        <p>{words.t('members.no-authority', { q })}</p>
      ) : (
        <ul class="entries">
          {authorities.map(({ id, name, line }) => (
            <li>
              <div>
                <a href={`/members?authority=${encodeURIComponent(id)}`}>{name}</a>
                <p class="hint">{line}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
