// SPDX-License-Identifier: Apache-2.0

import { OutcomeIcon, type OutcomeShape, type VerdictShape } from '../icon/icon.tsx'
import { Kept } from '../kept/kept.tsx'
import type { Words } from '../messages/words.ts'
import { Run } from '../text-run/text-run.tsx'

export interface OutcomeProps {
  kind: OutcomeShape
  phrase: string
  label: string
  manner: string
  means: string
}

export interface BridgeProps {
  words: Words
  verdict: VerdictShape
  /** What the person holds; null where the rule needs nothing. */
  subject: string | null
  outcomes: readonly OutcomeProps[]
}

const curve = '<path d="M0 28C46 28 34 28 50 28S72 28 100 28" fill="none" stroke="currentColor" stroke-width="2"/>'

const line = (
  <svg
    class="line"
    viewBox="0 0 100 56"
    preserveAspectRatio="none"
    aria-hidden="true"
    focusable="false"
    dangerouslySetInnerHTML={{ __html: curve }}
  />
)

/** The passerelle of one answer: what you hold, the line, what it counts as. */
export function OutcomeBridge({ words, verdict, subject, outcomes }: BridgeProps) {
  return (
    <div class="bridge">
      <div class="from">
        <span class="over">{words.t('answer.you-hold')}</span>
        <strong>
          <Run text={subject ?? words.t('answer.no-subject')} lang={words.lang} />
        </strong>
      </div>
      {line}
      <Kept
        of={outcomes}
        variant={`${words.lang} ${verdict}`}
        class="to"
        render={() => <Outcomes words={words} verdict={verdict} outcomes={outcomes} />}
      />
    </div>
  )
}

function Outcomes({ words, verdict, outcomes }: Omit<BridgeProps, 'subject'>) {
  return (
    <>
      <span class="over">{words.t(verdict === 'met' ? 'answer.counts-as' : 'answer.would-count-as')}</span>
      {outcomes.map((outcome) => (
        <div class="outcome">
          <span class="phrase">
            <OutcomeIcon kind={outcome.kind} />
            {outcome.phrase}
          </span>
          <strong>
            <Run text={outcome.label} lang={words.lang} />
          </strong>
          <span class="over">{words.t('outcome.manner', { manner: outcome.manner, means: outcome.means })}</span>
        </div>
      ))}
    </>
  )
}
