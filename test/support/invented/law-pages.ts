// SPDX-License-Identifier: Apache-2.0
// States of pages that show the invented law of invented-law.ts.
import { get, type Visit } from '../visit.ts'

/** What it adds to pages that the shipped law has too. */
export const inventedStates: Readonly<
  Record<'GET /' | 'GET /mutuality' | 'GET /law/:id', Readonly<Record<string, Visit>>>
> = {
  'GET /': { 'an exemption from parts': get('/?hold=xa-welder&issued=2020-01-01&in=XA') },
  'GET /mutuality': { 'two places with an agreement that is suspended': get('/mutuality?a=XA&b=XB') },
  'GET /law/:id': {
    'an agreement that is suspended': get('/law/xa-xb-mutual'),
    'the parts of an examination': get('/law/xa-exam-rules'),
    'credit rules': get('/law/xa-credit-bank'),
  },
}

export const creditPages: Readonly<Record<string, Readonly<Record<string, Visit>>>> = {
  'GET /credits': {
    'programmes with credit rules': get('/credits'),
    'a programme': get('/credits?programme=xa-welding-diploma'),
    'credits counted': get(
      '/credits?programme=xa-welding-diploma&count=1&has.welder=1&amount.course=200&has.medal=1&issued.medal=2020-01-01',
    ),
    'a programme from an answer': get(
      '/credits?programme=xa-welding-diploma&hold=xa-welder&issued=2020-01-01&hold=cn-skill/3&issued=',
    ),
    'credits with a level': get(
      '/credits?programme=xa-welding-diploma&count=1&level=cn-skill/3&has.welder=1&amount.course=200',
    ),
    'an amount that is no number': get('/credits?programme=xa-welding-diploma&count=1&amount.course=many'),
    'no such programme': get('/credits?programme=nonsense'),
  },
}
