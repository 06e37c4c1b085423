// SPDX-License-Identifier: Apache-2.0
// Progressive enhancement only: every page works without it.
function enhance() {
// A long list gets a field that narrows it while typing. The field is made here, so that without a script there is none.
for (const list of document.querySelectorAll('select[data-filter]')) {
  const groups = [...list.children]
  const entries = groups.map((group) => [group, [...(group.tagName === 'OPTGROUP' ? group.children : [group])]])
  const field = document.createElement('input')
  field.type = 'search'
  field.className = 'lid'
  field.autocomplete = 'off'
  field.placeholder = list.dataset.filter
  field.setAttribute('aria-label', list.dataset.filter)
  field.setAttribute('aria-controls', list.id)
  const found = document.createElement('span')
  found.className = 'hidden'
  found.setAttribute('role', 'status')
  list.before(field, found)
  const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  field.addEventListener('input', () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean)
    let count = 0
    for (const [group, options] of entries) {
      const fits = options.filter((option) => {
        const text = plain(`${option.textContent} ${option.parentElement?.label ?? ''} ${option.dataset.also ?? ''}`)
        return option.selected || option.value === '' || words.every((word) => text.includes(word))
      })
      count += fits.filter((option) => option.value !== '').length
      if (group.tagName === 'OPTGROUP') group.replaceChildren(...fits)
    }
    list.replaceChildren(...groups.filter((group) => group.tagName !== 'OPTGROUP' || group.children.length > 0))
    found.textContent = words.length === 0 ? '' : String(count)
  })
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    const first = [...list.options].find((option) => option.value !== '' && !option.selected)
    if (first !== undefined && field.value !== '') first.selected = true
    list.focus()
  })
}

for (const button of document.querySelectorAll('button[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}
for (const button of document.querySelectorAll('button[data-copy]')) {
  const field = document.getElementById(button.dataset.copy)
  if (!navigator.clipboard || !field) continue
  button.hidden = false
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(field.textContent)
    button.nextElementSibling.textContent = button.dataset.done
  })
}
}

// Where the places of the area stand in one row, the one where the reader is stands in sight, and the one that has the focus.
const bringInSight = (place) => {
  const row = place?.closest?.('.area-nav')
  if (!row || row.scrollWidth <= row.clientWidth) return
  const [box, around] = [place.getBoundingClientRect(), row.getBoundingClientRect()]
  row.scrollLeft += (box.left + box.right - around.left - around.right) / 2
}
bringInSight(document.querySelector('.area-nav [aria-current]'))
document.addEventListener('focusin', ({ target }) => bringInSight(target))

// On paper an address stands in full.
addEventListener('beforeprint', () => {
  for (const link of document.querySelectorAll('a.share')) link.dataset.address = link.href
})

enhance()
// A page that is drawn in the browser says when it has been drawn.
document.addEventListener('passerelle:drawn', enhance)

// A menu closes when the reader turns to something else.
const closeMenus = (but) => {
  for (const menu of document.querySelectorAll('details[data-menu][open]')) if (menu !== but) menu.open = false
}
// By keys too: an open menu would cover what has the focus.
for (const turned of ['click', 'focusin']) {
  document.addEventListener(turned, (event) => closeMenus(event.target.closest?.('details[data-menu]')))
}
document.addEventListener('keydown', (event) => {
  const menu = event.key === 'Escape' ? document.querySelector('details[data-menu][open]') : null
  if (menu === null) return
  menu.open = false
  menu.querySelector('summary').focus()
})
