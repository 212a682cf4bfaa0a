'use client'

import { useNotice } from './notices'

interface Exported {
  rows: number
  /** How many match, where that is more than an export holds. */
  beyond: number | null
}

const number = new Intl.NumberFormat('en')

/** Runs an export and says how many rows it holds, or why there is none. */
export function useSayExported({ one, many }: { one: string; many: string }) {
  const say = useNotice()
  return async (work: () => Promise<Exported>): Promise<void> => {
    try {
      const { rows, beyond } = await work()
      const of = beyond === null ? '' : ` of ${number.format(beyond)}: filter to get the others`
      say(`Exported ${number.format(rows)} ${rows === 1 ? one : many}${of}`, beyond === null ? 'ok' : 'warning')
    } catch (error) {
      say(`Not exported. ${error instanceof Error ? error.message : 'The console does not answer.'}`, 'warning')
    }
  }
}
