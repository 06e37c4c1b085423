// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, FormField, type Words } from '../../ui/index.ts'

export interface SetUpFactorProps {
  words: Words
  action: string
  /** A picture that an app reads: the path of an SVG, in squares of one, `size` wide. */
  picture: { path: string; size: number }
  /** The same as text, in groups. */
  secret: string
  /** On this device an app may take it by a link. */
  uri: string
  wrong: boolean
}

/** Three steps: an app, the picture or the secret, a code. */
export function SetUpFactorView({ words, action, picture, secret, uri, wrong }: SetUpFactorProps) {
  const errors: FormError[] = wrong ? [{ field: 'code', text: words.t('security.factor.wrong') }] : []
  return (
    <form method="post" action={action}>
      <FormErrors title={words.t('security.factor.not-yet')} errors={errors} />
      <ol class="steps">
        <li>
          <p>{words.t('security.factor.step-app')}</p>
        </li>
        <li>
          <p>{words.t('security.factor.step-scan')}</p>
          <svg
            class="qr"
            role="img"
            aria-label={words.t('security.factor.picture')}
            viewBox={`0 0 ${picture.size} ${picture.size}`}
            shape-rendering="crispEdges"
          >
            <rect width={picture.size} height={picture.size} fill="#fff" />
            <path d={picture.path} fill="#000" />
          </svg>
          <p>
            {words.t('security.factor.by-hand')} <code class="secret">{secret}</code>
          </p>
          <p>
            <a href={uri}>{words.t('security.factor.here')}</a>
          </p>
        </li>
        <li>
          <FormField
            name="code"
            label={words.t('sign-in.code')}
            hint={words.t('security.factor.code-hint')}
            autocomplete="one-time-code"
            inputMode="numeric"
            maxLength={20}
            required
            errors={errors}
          />
        </li>
      </ol>
      <div class="button-row">
        <button type="submit" class="button">
          {words.t('security.factor.confirm')}
        </button>
        <a class="button quiet" href="/account/security">
          {words.t('security.back')}
        </a>
      </div>
    </form>
  )
}

export interface CodesProps {
  words: Words
  codes: readonly string[]
  download: string
  /** Puts them away and goes on. */
  away: string
}

/** Recovery codes, to be kept elsewhere. */
export function RecoveryCodesView({ words, codes, download, away }: CodesProps) {
  return (
    <>
      <ul class="recovery-codes">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>{words.t('security.codes.keep')}</p>
      <div class="button-row">
        <a class="button quiet" href={download} download>
          {words.t('security.codes.download')}
        </a>
        <form method="post" action={away}>
          <button type="submit" class="button">
            {words.t('security.codes.kept')}
          </button>
        </form>
      </div>
    </>
  )
}
