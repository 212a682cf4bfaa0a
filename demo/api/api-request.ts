import type { User } from '../access/identities.ts'

export interface ApiRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly accept: string
  readonly contentType: string
  readonly userAgent: string
  readonly body: string
  readonly user: User
}

/** Collects what the answer warns about; each text once. */
export type Warn = (text: string) => void
