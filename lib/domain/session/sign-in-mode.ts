/** Who a viewer is told to be by: the kubeconfig, a Kubernetes token, an OpenID provider, or a proxy in front of the console. */
export const signInModes = ['loopback', 'token', 'oidc', 'proxy'] as const

export type SignInMode = (typeof signInModes)[number]
