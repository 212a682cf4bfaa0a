export const matrixStates = ['stands-out', 'different', 'alike', 'single'] as const

/** `different`: classes differ without an outlier, as between two environments; `single`: one environment has it. */
export type MatrixState = (typeof matrixStates)[number]
