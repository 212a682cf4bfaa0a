/** The only node of the cluster: every Pod runs there. */
export const nodeName = 'node-1'
