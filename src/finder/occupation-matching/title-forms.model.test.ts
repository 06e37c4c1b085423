// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { titleForms, wordsOfTitle } from './title-forms.model.ts'

test('forms of one title are told apart in many languages', () => {
  const forms = {
    'Dorfhelfer/in': ['Dorfhelfer', 'Dorfhelferin'],
    'Gehilf(e)in': ['Gehilfin', 'Gehilfein'],
    'Koch (Ing)': ['Koch'],
    'directeur technique/directrice technique': ['directeur technique', 'directrice technique'],
    'inženir/inženirka naftnega rudarstva': ['inženir naftnega rudarstva', 'inženirka naftnega rudarstva'],
    welder: ['welder'],
  }
  assert.deepEqual(Object.fromEntries(Object.keys(forms).map((title) => [title, titleForms(title)])), forms)
})

test('one alphabet for Latin, Cyrillic and Greek; characters of their own', () => {
  assert.deepEqual(['Инженер', 'μηχανικός', 'Schweißer, Prüfung', 'Łódź', '焊工'].map(wordsOfTitle), [
    ['inzhener'],
    ['michanikos'],
    ['schweisser', 'prufung'],
    ['lodz'],
    ['焊', '工'],
  ])
})
