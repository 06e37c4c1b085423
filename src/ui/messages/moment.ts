// SPDX-License-Identifier: Apache-2.0

const formats = new Map<string, Intl.DateTimeFormat>()

/** An instant as a reader of this language writes it, in UTC, which it says: the server does not know where the reader is. */
export function momentIn(lang: string, instant: Date): string {
  const known = formats.get(lang)
  const format = known ?? formatFor(lang)
  if (known === undefined) formats.set(lang, format)
  return format.format(instant)
}

function formatFor(lang: string): Intl.DateTimeFormat {
  const locale = lang === 'en' || lang.startsWith('x-') ? 'en-GB' : lang
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    calendar: 'gregory',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  })
}
