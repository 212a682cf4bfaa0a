import { availableParallelism } from 'node:os'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const alias = { '@': import.meta.dirname }

// The built console over its API and in a browser, and changes in trouble, on the control plane of the project: an embedded one, or the real one.
const api = ['tests/{api,cli}/**/*.test.ts']
const journeys = ['tests/journeys/**/*.test.ts']
const changesInTrouble = ['tests/changes/**/*.test.ts']

// One file after the other, each on an embedded cluster of its own.
const onEmbeddedCluster = {
  environment: 'node' as const,
  testTimeout: 60_000,
  hookTimeout: 60_000,
  fileParallelism: false,
}

// Each of these runs one file after the other on a control plane of its own; what breaks the API server has its own project.
const onControlPlane = {
  environment: 'node' as const,
  globalSetup: ['tests/control-plane/global-setup.ts'],
  testTimeout: 60_000,
  hookTimeout: 180_000,
  fileParallelism: false,
}

// Whole programs (the demo, the runtime on an embedded cluster), and loads of ten thousands: too long for what runs before every commit.
const long = [
  'tests/demo/{run-demo,company-findings,company-verdicts,outages}.test.ts',
  'tests/lib/server/{runtime/cluster-dns,monitor/dead-resolvers}.test.ts',
  'tests/zoo/fuzz.test.ts',
]

// Pure: nothing that one file leaves behind can reach the next, so they share their workers.
const rules = ['tests/lib/{contract,domain}/**/*.test.ts']

// A limit for what hangs: on a busy machine everything takes longer.
const testTimeout = 30_000

export default defineConfig({
  test: {
    // Most tests wait for sockets and clocks: a worker for each core leaves the cores idle.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['tests/{architecture,app,demo,deploy,documents,lib,scripts}/**/*.test.ts', 'tests/zoo/*.test.ts'],
          exclude: [...rules, ...long],
          environment: 'node',
          // Files put back what they touch of their process, so that they may share one: a worker for each costs more than most of them.
          isolate: false,
          testTimeout,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'rules',
          include: rules,
          environment: 'node',
          isolate: false,
          testTimeout,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'long',
          include: long,
          environment: 'node',
          testTimeout,
        },
      },
      {
        plugins: [react()],
        resolve: { alias },
        test: {
          name: 'components',
          include: ['tests/components/**/*.test.tsx'],
          environment: 'jsdom',
          // A page for each file costs more than its tests: they share their workers' ones, which the set-up empties after every test.
          isolate: false,
          testTimeout,
          setupFiles: ['tests/components/setup.ts'],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'api',
          include: api,
          ...onEmbeddedCluster,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'journeys',
          include: journeys,
          ...onEmbeddedCluster,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'changes',
          include: changesInTrouble,
          ...onEmbeddedCluster,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'cluster',
          include: ['tests/cluster/*.test.ts', 'tests/zoo/coredns/*.test.ts'],
          ...onControlPlane,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'cluster-changes',
          include: changesInTrouble,
          ...onControlPlane,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'console',
          include: [...api, ...journeys],
          // Screens look the same on every control plane.
          exclude: ['tests/journeys/accessibility.test.ts', 'tests/journeys/sheet-states.test.ts'],
          ...onControlPlane,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'faults',
          include: ['tests/cluster/faults/**/*.test.ts'],
          ...onControlPlane,
        },
      },
    ],
  },
})
