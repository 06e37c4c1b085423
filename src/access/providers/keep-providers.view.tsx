// SPDX-License-Identifier: Apache-2.0
import type { Localized } from '../../kernel/index.ts'
import { ChoiceField, type FormError, FormErrors, FormField, Notice, type Words } from '../../ui/index.ts'
import type { ProviderFault, ProviderForm } from './providers.model.ts'

export interface ShownProvider {
  id: string
  names: Localized
  authority: string
  issuer: string
  vouches: boolean
  disabled: boolean
}

/** The providers that somebody keeps. */
export function ProvidersView({
  words,
  providers,
  missing,
}: {
  words: Words
  providers: readonly ShownProvider[]
  /** One was asked for that is not there. */
  missing: boolean
}) {
  return (
    <>
      {missing ? (
        <div class="error-summary" role="alert" tabIndex={-1} data-focus>
          <p>{words.t('provider.missing')}</p>
        </div>
      ) : null}
      {providers.length === 0 ? (
        <p>{words.t('provider.empty')}</p>
      ) : (
        <ul class="entries">
          {providers.map(({ id, names, authority, issuer, vouches, disabled }) => (
            <li>
              <div>
                <h2>
                  <a href={`/settings/providers/${id}`}>{words.pick(names)}</a>
                </h2>
                <p>{authority}</p>
                <p class="hint">
                  {words.t(disabled ? 'provider.state.disabled' : 'provider.state.enabled')}{' '}
                  {words.t(vouches ? 'provider.vouches.yes' : 'provider.vouches.no')} <bdi>{issuer}</bdi>
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a class="button" href="/settings/providers/new">
          {words.t('provider.add')}
        </a>
      </p>
    </>
  )
}

export interface ProviderFormProps {
  words: Words
  form: ProviderForm
  errors: readonly FormError[]
  /** Those for which somebody keeps providers; null: this one is chosen already. */
  authorities: readonly { id: string; name: string }[] | null
  hasSecret: boolean
}

/** What is filled in; of one that is there already only what may be changed. */
export function ProviderFormView({ words, form, errors, authorities, hasSecret }: ProviderFormProps) {
  return (
    <>
      <FormErrors title={words.t('provider.errors')} errors={errors} />
      {authorities === null ? null : <Lasting {...{ words, form, errors, authorities }} />}
      <FormField
        name="clientSecret"
        type="password"
        label={words.t('provider.client-secret')}
        hint={words.t(hasSecret ? 'provider.client-secret.kept' : 'provider.client-secret.hint')}
        autocomplete="off"
        errors={errors}
      />
      <FormField
        name="nameEn"
        label={words.t('provider.name.en')}
        hint={words.t('provider.name.hint')}
        value={form.names.en}
        required
        errors={errors}
      />
      <FormField
        name="nameZh"
        label={words.t('provider.name.zh')}
        value={form.names['zh-CN']}
        required
        errors={errors}
      />
      <div class="form-field">
        <label class="choice">
          <input type="checkbox" name="vouches" value="1" checked={form.vouches} aria-describedby="vouches-hint" />{' '}
          {words.t('provider.vouches')}
        </label>
        <span class="hint" id="vouches-hint">
          {words.t('provider.vouches.hint')}
        </span>
      </div>
    </>
  )
}

type LastingProps = Pick<ProviderFormProps, 'words' | 'form' | 'errors'> & {
  authorities: readonly { id: string; name: string }[]
}

/** What stays as it was made. */
function Lasting({ words, form, errors, authorities }: LastingProps) {
  const choose = authorities.length > 1 ? [{ value: '', label: words.t('provider.authority.choose') }] : []
  return (
    <>
      <ChoiceField
        name="authority"
        label={words.t('provider.authority')}
        options={[...choose, ...authorities.map(({ id, name }) => ({ value: id, label: name }))]}
        value={form.authority}
        errors={errors}
      />
      <FormField
        name="issuer"
        type="url"
        label={words.t('provider.issuer')}
        hint={words.t('provider.issuer.hint')}
        value={form.issuer}
        required
        errors={errors}
      />
      <FormField name="clientId" label={words.t('provider.client-id')} value={form.clientId} required errors={errors} />
    </>
  )
}

export interface NewProviderProps extends ProviderFormProps {
  /** What must be told to the provider: `…/back` with an id of its own follows when it is added. */
  redirects: string
}

export function NewProviderView(props: NewProviderProps) {
  const { words, redirects } = props
  return (
    <form method="post" action="/settings/providers">
      <ProviderFormView {...props} />
      <p class="hint">{words.t('provider.redirect.later', { base: redirects })}</p>
      <button type="submit" class="button">
        {words.t('provider.add.do')}
      </button>
    </form>
  )
}

export interface OneProviderProps extends ProviderFormProps {
  provider: ShownProvider & { clientId: string }
  redirect: string
  /** Just done. */
  done: 'added' | 'saved' | 'disabled' | 'enabled' | null
  /** What a trial has shown; null: none was made. */
  trial: { fault: ProviderFault | null; said: string } | null
}

export function OneProviderView(props: OneProviderProps) {
  const { words, provider, redirect, done, trial } = props
  const action = `/settings/providers/${provider.id}`
  return (
    <>
      {done === null ? null : <Notice kind="done">{words.t(`provider.done.${done}`)}</Notice>}
      {trial === null ? null : <Trial words={words} trial={trial} />}
      <Facts words={words} provider={provider} redirect={redirect} />
      <form method="post" action={action}>
        <button type="submit" name="do" value="try" class="button quiet">
          {words.t('provider.try')}
        </button>
        <p class="hint under">{words.t('provider.try.hint')}</p>
      </form>
      <h2>{words.t('provider.change')}</h2>
      <form method="post" action={action}>
        <ProviderFormView {...props} />
        <button type="submit" name="do" value="save" class="button">
          {words.t('provider.save')}
        </button>
      </form>
      <details>
        <summary>{words.t(provider.disabled ? 'provider.enable' : 'provider.disable')}</summary>
        <form method="post" action={action}>
          <p>{words.t(provider.disabled ? 'provider.enable.means' : 'provider.disable.means')}</p>
          <button type="submit" name="do" value={provider.disabled ? 'enable' : 'disable'} class="button quiet">
            {words.t(provider.disabled ? 'provider.enable.do' : 'provider.disable.do')}
          </button>
        </form>
      </details>
    </>
  )
}

function Facts({ words, provider, redirect }: Pick<OneProviderProps, 'words' | 'provider' | 'redirect'>) {
  const facts = [
    ['provider.state', words.t(provider.disabled ? 'provider.state.disabled' : 'provider.state.enabled')],
    ['provider.authority', provider.authority],
    ['provider.issuer', <code>{provider.issuer}</code>],
    ['provider.client-id', <code>{provider.clientId}</code>],
    ['provider.redirect', <code>{redirect}</code>],
  ] as const
  return (
    <dl class="facts">
      {facts.map(([name, fact]) => (
        <div>
          <dt>{words.t(name)}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  )
}

function Trial({
  words,
  trial: { fault, said },
}: {
  words: Words
  trial: { fault: ProviderFault | null; said: string }
}) {
  if (fault === null) return <Notice kind="done">{words.t('provider.try.well')}</Notice>
  return (
    <div class="error-summary" role="alert" tabIndex={-1} data-focus>
      <p>{words.t(`provider.fault.${fault}`)}</p>
      {said === '' ? null : (
        <p class="hint">
          <code lang="en">{said}</code>
        </p>
      )}
    </div>
  )
}
