// SPDX-License-Identifier: Apache-2.0
import { Notice, type Words } from '../../ui/index.ts'

export interface HomeProps {
  words: Words
  /** One for each role, in the order of the roles. */
  sections: readonly {
    role: string
    authorities: readonly string[]
    now: readonly { name: string; path: string }[]
    later: readonly string[]
  }[]
  steps: readonly { name: string; path: string; taken: boolean }[]
  /** Roles that wait for a second factor. */
  withheld: readonly string[]
  unread: number
}

/** What somebody is here, what they can do now, and what to begin with. */
export function HomeView({ words, sections, steps, withheld, unread }: HomeProps) {
  return (
    <>
      {withheld.length === 0 ? null : <Withheld words={words} roles={withheld} />}
      {unread === 0 ? null : (
        <p>
          <a href="/notifications">{words.t('corner.unread', { n: unread })}</a>
        </p>
      )}
      {steps.every(({ taken }) => taken) ? null : <Steps words={words} steps={steps} />}
      {sections.map((section) => (
        <RoleSection words={words} {...section} />
      ))}
    </>
  )
}

function Withheld({ words, roles }: { words: Words; roles: readonly string[] }) {
  const list = words.and([...new Set(roles)].map((role) => words.t(`role.${role}`)))
  return (
    <Notice kind="heed">
      <p>{words.t('home.withheld', { list })}</p>
      <a class="button" href="/account/security">
        {words.t('home.withheld.go')}
      </a>
    </Notice>
  )
}

function Steps({ words, steps }: Pick<HomeProps, 'words' | 'steps'>) {
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{words.t('home.steps')}</h2>
      <ul class="first-steps">
        {steps.map(({ name, path, taken }) => (
          <li class={taken ? 'taken' : undefined}>
            <span aria-hidden="true">{taken ? '✓' : '○'}</span>
            {taken ? <span>{words.t(`home.step.${name}`)}</span> : <a href={path}>{words.t(`home.step.${name}`)}</a>}
            <span class="hint">{words.t(taken ? 'home.step.taken' : 'home.step.open')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function RoleSection(props: { words: Words } & HomeProps['sections'][number]) {
  const { words, role, authorities, now, later } = props
  return (
    <section aria-labelledby={`role-${role}`}>
      <h2 id={`role-${role}`}>{words.t(`role.${role}`)}</h2>
      <p>
        {words.t(`role.${role}.means`)}{' '}
        {authorities.length === 0 ? '' : words.t('home.for', { list: words.and(authorities) })}
      </p>
      <ul class="entries">
        {now.map(({ name, path }) => (
          <li>
            <div>
              <a href={path}>{words.t(`home.go.${name}`)}</a>
              <p class="hint">{words.t(`home.go.${name}.means`)}</p>
            </div>
          </li>
        ))}
      </ul>
      {later.map((name) => (
        <p class="hint">{words.t(`home.later.${name}`)}</p>
      ))}
    </section>
  )
}
