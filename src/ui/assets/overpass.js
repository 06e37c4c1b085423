// SPDX-License-Identifier: Apache-2.0
// Moves and enlarges the drawing of the overpass. Without it the drawing stands still and scrolls sideways.
{
  const frame = document.querySelector('.overpass')
  const drawing = frame?.querySelector('svg')
  const buttons = document.querySelector('[data-moves]')
  if (drawing && buttons) start(frame, drawing, buttons)

  function start(frame, drawing, buttons) {
    const { width, height } = drawing.viewBox.baseVal
    const largest = 4
    /** What is seen: the upper left corner in the drawing's own units, and pixels for each of them. */
    const view = { x: 0, y: 0, scale: 1 }

    frame.classList.add('moves')
    buttons.hidden = false

    const size = () => ({ w: frame.clientWidth, h: frame.clientHeight })
    const whole = () => Math.min(size().w / width, size().h / height, 1)
    const within = (from, seen, all) => (seen >= all ? (all - seen) / 2 : Math.min(Math.max(from, 0), all - seen))

    function draw() {
      const { w, h } = size()
      view.scale = Math.min(Math.max(view.scale, whole()), largest)
      const seen = { w: w / view.scale, h: h / view.scale }
      view.x = within(view.x, seen.w, width)
      view.y = within(view.y, seen.h, height)
      drawing.setAttribute('width', w)
      drawing.setAttribute('height', h)
      drawing.setAttribute('viewBox', `${view.x} ${view.y} ${seen.w} ${seen.h}`)
      // What is seen in its whole height leaves upward and downward strokes to the page.
      frame.style.touchAction = seen.h >= height ? 'pan-y' : 'none'
    }

    function move(dx, dy) {
      view.x += dx / view.scale
      view.y += dy / view.scale
      draw()
    }

    /** Enlarges around a point of the frame, which stays where it is. */
    function zoom(by, at = { x: size().w / 2, y: size().h / 2 }) {
      const scale = Math.min(Math.max(view.scale * by, whole()), largest)
      view.x += at.x / view.scale - at.x / scale
      view.y += at.y / view.scale - at.y / scale
      view.scale = scale
      draw()
    }

    const step = 80
    const acts = {
      left: () => move(-step, 0),
      right: () => move(step, 0),
      up: () => move(0, -step),
      down: () => move(0, step),
      in: () => zoom(1.25),
      out: () => zoom(0.8),
      whole: () => {
        view.scale = whole()
        draw()
      },
    }
    const keys = {
      ArrowLeft: 'left',
      ArrowRight: 'right',
      ArrowUp: 'up',
      ArrowDown: 'down',
      '+': 'in',
      '=': 'in',
      '-': 'out',
      0: 'whole',
    }

    buttons.addEventListener('click', (event) => acts[event.target.closest('button')?.dataset.move]?.())
    frame.addEventListener('keydown', (event) => {
      const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : acts[keys[event.key]]
      if (act === undefined) return
      event.preventDefault()
      act()
    })
    frame.addEventListener(
      'wheel',
      (event) => {
        // A wheel alone scrolls the page; with Ctrl, as a pinch on a pad sends it, it enlarges.
        if (!event.ctrlKey) return
        event.preventDefault()
        const { left, top } = frame.getBoundingClientRect()
        zoom(Math.exp(-event.deltaY / 200), { x: event.clientX - left, y: event.clientY - top })
      },
      { passive: false },
    )

    const fingers = new Map()
    let dragged = false

    const middle = () => {
      const points = [...fingers.values()]
      const { left, top } = frame.getBoundingClientRect()
      const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 })
      const [a, b] = points
      return {
        x: sum.x / points.length - left,
        y: sum.y / points.length - top,
        apart: b === undefined ? 0 : Math.hypot(a.x - b.x, a.y - b.y),
      }
    }

    frame.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return
      if (fingers.size === 0) dragged = false
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    })
    frame.addEventListener('pointermove', (event) => {
      const finger = fingers.get(event.pointerId)
      if (finger === undefined) return
      // A click may tremble.
      const far = Math.hypot(event.clientX - finger.x, event.clientY - finger.y) > 4
      if (!dragged && !far) return
      if (!dragged) frame.setPointerCapture(event.pointerId)
      dragged = true
      const before = middle()
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
      const now = middle()
      move(before.x - now.x, before.y - now.y)
      if (before.apart > 0 && now.apart > 0) zoom(now.apart / before.apart, now)
    })
    for (const end of ['pointerup', 'pointercancel']) {
      frame.addEventListener(end, (event) => fingers.delete(event.pointerId))
    }
    // What was dragged is not opened.
    frame.addEventListener(
      'click',
      (event) => {
        if (dragged) event.preventDefault()
        dragged = false
      },
      true,
    )
    frame.addEventListener('dragstart', (event) => event.preventDefault())

    // A line that is reached by the keyboard comes into view.
    frame.addEventListener('focusin', (event) => {
      const path = event.target.closest('a')?.querySelector('path')
      if (!path || !event.target.matches(':focus-visible')) return
      const box = path.getBBox()
      const { w, h } = size()
      const seen = { w: w / view.scale, h: h / view.scale }
      const inView =
        box.x >= view.x &&
        box.y >= view.y &&
        box.x + box.width <= view.x + seen.w &&
        box.y + box.height <= view.y + seen.h
      if (inView) return
      view.x = box.x + box.width / 2 - seen.w / 2
      view.y = box.y + box.height / 2 - seen.h / 2
      draw()
    })
    // The browser scrolls what it focuses; here the drawing has moved instead.
    frame.addEventListener('scroll', () => frame.scrollTo(0, 0))
    new ResizeObserver(() => printing || draw()).observe(frame)
    // On paper all of it is seen.
    let printing = false
    addEventListener('beforeprint', () => {
      printing = true
      drawing.setAttribute('viewBox', `0 0 ${width} ${height}`)
    })
    addEventListener('afterprint', () => {
      printing = false
      draw()
    })
    draw()
  }
}
