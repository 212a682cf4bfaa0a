import { afterAll, beforeAll, describe, test } from 'vitest'
import { createStage, type Stage } from './stage.ts'
import type { ContractTarget } from './target.ts'

/** One guarantee of the API server or its DNS; it fails by throwing. */
export interface ContractCase {
  readonly title: string
  readonly run: (stage: Stage) => Promise<void>
}

export interface ContractSuite {
  readonly title: string
  readonly cases: readonly ContractCase[]
  /** What the namespace holds before the first case. */
  readonly prepare: (stage: Stage) => Promise<void>
}

export const defineCase = (title: string, run: ContractCase['run']): ContractCase => ({ title, run })

export const defineSuite = (
  title: string,
  cases: readonly ContractCase[],
  prepare: ContractSuite['prepare'] = async () => {},
): ContractSuite => ({ title, cases, prepare })

/** Registers every case as a test, each suite in a fresh namespace of its own. */
export function registerSuites(suites: readonly ContractSuite[], open: () => Promise<ContractTarget>): void {
  for (const [index, suite] of suites.entries()) {
    describe(suite.title, () => {
      let stage: Stage | undefined
      beforeAll(async () => {
        stage = await createStage(await open(), `contract-${index}`)
        await suite.prepare(stage)
      })
      afterAll(async () => {
        await stage?.clear()
        stage?.target.close()
      })
      for (const { title, run } of suite.cases) {
        test(title, async () => {
          if (stage === undefined) throw new Error('the namespace of this suite was not created')
          await run(stage)
        })
      }
    })
  }
}
