// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'

const steps = ['before', 'begin', 'import', 'check', 'approve', 'correct'] as const

/** How a catalogue is published, step by step. */
export function PublishHelp({ words }: { words: Words }) {
  const { t } = words
  return (
    <div class="help">
      {steps.map((step) => (
        <section aria-labelledby={step}>
          <h2 id={step}>{t(`help.publish.${step}`)}</h2>
          <p>{t(`help.publish.${step}.text`)}</p>
        </section>
      ))}
      <p>
        <a href="/help/findings">{t('help.findings.way')}</a>
      </p>
    </div>
  )
}

/** What each kind of finding means and what is done about it; its code is its anchor. */
export function FindingsHelp({ words, codes }: { words: Words; codes: readonly string[] }) {
  const { t } = words
  return (
    <div class="help">
      {codes.map((code) => (
        <section aria-labelledby={code}>
          <h2 id={code}>{t(`help.finding.${code}`)}</h2>
          <p>{t(`help.finding.${code}.text`)}</p>
        </section>
      ))}
      <p>
        <a href="/help/publish">{t('help.publish.way')}</a>
      </p>
    </div>
  )
}

/** The way to one of them. */
export function Help({ words, to }: { words: Words; to: 'begin' | 'import' | 'check' | 'approve' }) {
  return (
    <p class="help-way">
      <a href={`/help/publish#${to}`}>{words.t('help.publish.way')}</a>
    </p>
  )
}
