import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeEach, expect, vi } from 'vitest'

// Menus and panels are loaded when they are first opened, which on a busy machine takes seconds.
configure({ asyncUtilTimeout: 15_000 })

// jsdom lays nothing out: the table's window of rows is derived from these, and without them draws none.
Object.defineProperties(HTMLElement.prototype, {
  clientHeight: { configurable: true, get: () => 640 },
  clientWidth: { configurable: true, get: () => 1200 },
  offsetHeight: { configurable: true, get: () => 640 },
  offsetWidth: { configurable: true, get: () => 1200 },
})

class ResizeObserverStub implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

class IntersectionObserverStub implements IntersectionObserver {
  readonly root = null
  readonly rootMargin = ''
  readonly scrollMargin = ''
  readonly thresholds = []
  readonly #callback: IntersectionObserverCallback
  constructor(callback: IntersectionObserverCallback) {
    this.#callback = callback
  }
  observe(target: Element): void {
    const bounds = target.getBoundingClientRect()
    const entry: IntersectionObserverEntry = {
      target,
      isIntersecting: true,
      intersectionRatio: 1,
      boundingClientRect: bounds,
      intersectionRect: bounds,
      rootBounds: null,
      time: 0,
    }
    this.#callback([entry], this)
  }
  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): IntersectionObserverEntry[] {
    return []
  }
}

vi.stubGlobal('ResizeObserver', ResizeObserverStub)
vi.stubGlobal('IntersectionObserver', IntersectionObserverStub)
window.matchMedia = (query) => Object.assign(new EventTarget(), mediaList(query))
// jsdom knows dialogs, but does not open or close them.
Object.assign(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.open = true
  },
  close(this: HTMLDialogElement) {
    if (!this.open) return
    this.open = false
    this.dispatchEvent(new Event('close'))
  },
})
HTMLElement.prototype.scrollTo = () => undefined
HTMLElement.prototype.scrollIntoView = () => undefined

function mediaList(media: string): Omit<MediaQueryList, keyof EventTarget> {
  return { media, matches: false, onchange: null, addListener: () => undefined, removeListener: () => undefined }
}

// jsdom does not know the search element, which browsers do since 2023.
function isAboutJsdom([message, tag]: unknown[]): boolean {
  return typeof message === 'string' && message.includes('unrecognized in this browser') && tag === 'search'
}

let complaints: unknown[][] = []

beforeEach(() => {
  complaints = []
  vi.spyOn(console, 'error').mockImplementation((...words: unknown[]) => {
    if (!isAboutJsdom(words)) complaints.push(words)
  })
})

afterEach(() => {
  cleanup()
  localStorage.clear()
  vi.restoreAllMocks()
  expect(complaints, 'console.error was called').toEqual([])
})
