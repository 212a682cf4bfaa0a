import { catalogue } from './catalogue.ts'
import { checkout } from './checkout.ts'
import type { CompanyNamespace } from './company-namespace.ts'
import { logistics } from './logistics.ts'
import { platform } from './platform.ts'
import { sandbox } from './sandbox.ts'
import { storefront } from './storefront.ts'

/** Quillmoor, a made-up bookseller: every namespace of its cluster. */
export const company: readonly CompanyNamespace[] = [
  ...storefront,
  ...checkout,
  ...catalogue,
  ...logistics,
  ...platform,
  ...sandbox,
]
