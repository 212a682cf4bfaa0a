import { afterAll, beforeAll } from 'vitest'
import { openTestPlane, type TestPlane } from '../../plane/test-plane'
import { describeWorkloads } from '../../plane/workload-cases'

let plane: TestPlane
beforeAll(async () => {
  plane = await openTestPlane()
})
afterAll(() => plane.close())

describeWorkloads(() => plane)
