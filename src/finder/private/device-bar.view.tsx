// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'

export interface DeviceProps {
  words: Words
  /** The day on which this device last saw the law of the server, in words; null: not known. */
  lawSeen: string | null
}

/** Says where the answer was made. */
export function DeviceNote({ words, lawSeen }: DeviceProps) {
  return (
    <p class="on-device muted small no-print">
      {words.t('private.made-here')} {lawSeen === null ? null : words.t('private.law-seen', { date: lawSeen })}
    </p>
  )
}

/** What can be done with an answer on the device itself. */
export function DeviceActions({ words, asks }: { words: Words; asks: boolean }) {
  return (
    <section class="device-actions no-print" aria-label={words.t('private.actions')}>
      {asks ? (
        <button type="button" class="button" data-act="interview">
          {words.t('interview.start')}
        </button>
      ) : null}
      <button type="button" class="button quiet" data-act="save">
        {words.t('private.save')}
      </button>
      <button type="button" class="button quiet" data-act="open">
        {words.t('private.open')}
      </button>
      <button type="button" class="button quiet" data-act="restart">
        {words.t('private.restart')}
      </button>
    </section>
  )
}
