// SPDX-License-Identifier: Apache-2.0
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { assetPath } from '../assets/assets.ts'
import { Mark } from '../icon/icon.tsx'
import { Kept } from '../kept/kept.tsx'
import type { Direction } from '../messages/direction.ts'
import { type Language, languages, languageTag, ownName, type Words } from '../messages/words.ts'
import { type Theme, themes } from './preferences.ts'
import { Sections } from './sections.tsx'

export interface PageProps {
  words: Words
  theme: Theme
  title: string
  description?: string
  /** The address of this page with another language or theme; null: the page was sent by a form and is asked for again by it. */
  address: ((change: { lang?: Language; theme?: Theme }) => string) | null
  /** Id of the form that carries everything that was entered, where there is no address. */
  form?: string
  body: VNode
  /** Address of a script that takes the page over in the browser; such a page can be installed. */
  script?: string | null
  /** Address of a script that only helps with this page. */
  helper?: string
  /** Which way the page runs, where that is tried out; else as its language is written. */
  dir?: Direction
  /** Other forms of this page: canonical, languages, feeds. */
  links?: readonly { rel: string; href: string; hreflang?: string; type?: string; title?: string }[]
  /** schema.org as JSON-LD. The browser runs nothing of it: a data block is not a script to the page's policy. */
  data?: object
}

/** A whole page as text. */
export function renderPage(props: PageProps): string {
  const { words, theme, title } = props
  const dataTheme = theme === 'auto' ? '' : ` data-theme="${theme}"`
  const dir = (props.dir ?? words.dir) === 'rtl' ? ' dir="rtl"' : ''
  const full = `${title} · Passerelle`
  const description = props.description ?? words.t('ask.lead')
  return `<!doctype html><html lang="${languageTag(words.lang)}"${dir}${dataTheme}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(full)}</title><meta name="description" content="${escapeHtml(description)}"><meta name="color-scheme" content="light dark"><link rel="icon" href="${assetPath('mark.svg')}" type="image/svg+xml"><link rel="apple-touch-icon" href="${assetPath('apple-touch-icon.png')}"><link rel="stylesheet" href="${assetPath('passerelle.css')}"><script src="${assetPath('passerelle.js')}" defer></script>${headOf(props)}</head><body>${renderToString(<Frame {...props} />)}</body></html>`
}

function headOf({ links = [], data, script, helper }: PageProps): string {
  const tags = links.map((link) => {
    const attributes = Object.entries(link).map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
    return `<link${attributes.join('')}>`
  })
  if (script) tags.push(`<link rel="manifest" href="/manifest.webmanifest"><script src="${script}" defer></script>`)
  if (helper !== undefined) tags.push(`<script src="${helper}" defer></script>`)
  if (data !== undefined) {
    tags.push(`<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`)
  }
  return tags.join('')
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

function Frame({ words, theme, address, form, body }: PageProps) {
  return (
    <>
      <a class="skip" href="#main">
        {words.t('site.skip')}
      </a>
      <header class="site-head">
        <div class="wrap">
          <a class="mark" href="/" aria-label={words.t('site.home')}>
            <Mark />
            <span>Passerelle</span>
          </a>
          <Sections words={words} path={address?.({}) ?? '/'} />
          <nav class="switches" aria-label={words.t('site.switches')}>
            {/* Pressing Enter in a field sends by the first button of the form: this one changes nothing. */}
            {form === undefined ? null : (
              <button type="submit" form={form} class="hidden" tabIndex={-1} aria-hidden="true">
                {words.t('answer.update')}
              </button>
            )}
            <Languages words={words} address={address} form={form} />
            <Themes words={words} theme={theme} address={address} form={form} />
          </nav>
          {/* Filled with who has signed in when the page is sent: src/http/corner.ts. */}
          <div class="corner" />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <div class="wrap">{body}</div>
      </main>
      <footer class="site-foot">
        <Kept of={words} variant="foot" class="wrap" render={() => <Foot words={words} />} />
      </footer>
    </>
  )
}

function Foot({ words }: { words: Words }) {
  return (
    <>
      <p>{words.t('site.footer.about')}</p>
      <p>
        {words.t('site.footer.private')}
        <br />
        <a href="/consultations">{words.t('site.footer.consultations')}</a> ·{' '}
        <a href="/api">{words.t('site.footer.api')}</a> · <a href="/embed">{words.t('site.footer.embed')}</a>
      </p>
    </>
  )
}

type SwitchProps = Pick<PageProps, 'words' | 'address'> & { form: string | undefined }

function Languages({ words, address, form }: SwitchProps) {
  return (
    <ul aria-label={words.t('site.language')}>
      {languages.map((lang) => (
        <li lang={lang}>
          {lang === words.lang ? (
            <span aria-current="true">{ownName(lang)}</span>
          ) : address === null ? (
            <button type="submit" form={form} name="lang" value={lang}>
              {ownName(lang)}
            </button>
          ) : (
            <a href={address({ lang })} hreflang={lang}>
              {ownName(lang)}
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}

function Themes({ words, theme, address, form }: SwitchProps & { theme: Theme }) {
  return (
    <ul aria-label={words.t('site.theme')}>
      {themes.map((one) => (
        <li>
          {one === theme ? (
            <span aria-current="true">{words.t(`site.theme.${one}`)}</span>
          ) : address === null ? (
            <button type="submit" form={form} name="theme" value={one}>
              {words.t(`site.theme.${one}`)}
            </button>
          ) : (
            <a href={address({ theme: one })} rel="nofollow">
              {words.t(`site.theme.${one}`)}
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}
