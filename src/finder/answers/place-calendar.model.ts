// SPDX-License-Identifier: Apache-2.0

/** Countries that lie in one time zone, where the date of the place is plain. Elsewhere the day is taken in UTC, and the answer says so. */
const zones: Record<string, string> = {
  CN: 'Asia/Shanghai',
  HK: 'Asia/Hong_Kong',
  MO: 'Asia/Macau',
  TW: 'Asia/Taipei',
  SG: 'Asia/Singapore',
  MY: 'Asia/Kuala_Lumpur',
  TH: 'Asia/Bangkok',
  VN: 'Asia/Ho_Chi_Minh',
  KH: 'Asia/Phnom_Penh',
  LA: 'Asia/Vientiane',
  MM: 'Asia/Yangon',
  BN: 'Asia/Brunei',
  PH: 'Asia/Manila',
  JP: 'Asia/Tokyo',
  KR: 'Asia/Seoul',
  DE: 'Europe/Berlin',
  AT: 'Europe/Vienna',
  CH: 'Europe/Zurich',
  FR: 'Europe/Paris',
  IT: 'Europe/Rome',
  NL: 'Europe/Amsterdam',
  BE: 'Europe/Brussels',
  LU: 'Europe/Luxembourg',
  DK: 'Europe/Copenhagen',
  SE: 'Europe/Stockholm',
  NO: 'Europe/Oslo',
  FI: 'Europe/Helsinki',
  EE: 'Europe/Tallinn',
  LV: 'Europe/Riga',
  LT: 'Europe/Vilnius',
  PL: 'Europe/Warsaw',
  CZ: 'Europe/Prague',
  IE: 'Europe/Dublin',
  GB: 'Europe/London',
  TZ: 'Africa/Dar_es_Salaam',
}

/** The time zone by whose calendar the law of a place counts its days; null: more than one, or not known. */
export function zoneOf(place: string): string | null {
  const country = place.split('-')[0] ?? place
  return Object.hasOwn(zones, country) ? (zones[country] ?? null) : null
}
