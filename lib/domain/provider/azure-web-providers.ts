import { listProviders } from './provider'

const docs = 'https://learn.microsoft.com/en-us/azure'
const privateLink = `${docs}/private-link/private-endpoint-dns`
const takeover = `${docs}/security/fundamentals/subdomain-takeover`

/** APIs, load balancers, content delivery and computing of Microsoft Azure. */
export const azureWebProviders = listProviders(
  { provider: 'Azure', category: 'web', statusPage: 'https://azure.status.microsoft/' },
  [
    {
      suffixes: ['azurewebsites.net', 'scm.azurewebsites.net', 'privatelink.azurewebsites.net', 'chinacloudsites.cn'],
      service: 'App Service',
      privateIpsNormal: true,
      claimableByName: true,
      source: takeover,
    },
    {
      // <name>-<hash>.<region>-01.azurewebsites.net, given to newer apps so that nobody can take the name.
      suffixes: ['*.*.azurewebsites.net'],
      service: 'App Service',
      privateIpsNormal: true,
      source: `${docs}/app-service/reference-dangling-subdomain-prevention`,
    },
    {
      suffixes: ['cloudapp.azure.com'],
      service: 'Virtual machine or public address',
      defaultPort: null,
      tlsMode: 'none',
      claimableByName: true,
      source: takeover,
    },
    {
      suffixes: ['azurecontainer.io'],
      service: 'Container Instances',
      defaultPort: null,
      tlsMode: 'none',
      claimableByName: true,
      source: takeover,
    },
    {
      suffixes: ['azurecontainerapps.io'],
      service: 'Container Apps',
      privateIpsNormal: true,
      source: `${docs}/container-apps/ingress-overview`,
    },
    {
      suffixes: ['azurestaticapps.net'],
      service: 'Static Web Apps',
      source: `${docs}/static-web-apps/custom-domain`,
    },
    {
      suffixes: ['azmk8s.io'],
      service: 'AKS',
      privateIpsNormal: true,
      source: privateLink,
    },
    {
      suffixes: ['trafficmanager.net'],
      service: 'Traffic Manager',
      category: 'load-balancer',
      defaultPort: null,
      tlsMode: 'none',
      claimableByName: true,
      source: takeover,
    },
    {
      suffixes: ['azurefd.net', 'azureedge.net'],
      service: 'Front Door and CDN',
      category: 'cdn',
      claimableByName: true,
      source: takeover,
    },
    {
      // <name>-<hash>.z01.azurefd.net, with a hash of its own for each tenant.
      suffixes: ['*.*.azurefd.net'],
      service: 'Front Door',
      category: 'cdn',
      source: `${docs}/frontdoor/endpoint`,
    },
    {
      suffixes: ['azure-api.net'],
      service: 'API Management',
      category: 'saas-api',
      privateIpsNormal: true,
      claimableByName: true,
      source: takeover,
    },
    {
      suffixes: ['vault.azure.net'],
      service: 'Key Vault',
      category: 'saas-api',
      privateIpsNormal: true,
      claimableByName: true,
      source: privateLink,
    },
    {
      suffixes: ['azurecr.io'],
      service: 'Container Registry',
      category: 'saas-api',
      privateIpsNormal: true,
      claimableByName: true,
      source: privateLink,
    },
    {
      suffixes: ['cognitiveservices.azure.com', 'openai.azure.com'],
      service: 'AI services',
      category: 'saas-api',
      privateIpsNormal: true,
      claimableByName: true,
      source: privateLink,
    },
    {
      suffixes: ['azconfig.io'],
      service: 'App Configuration',
      category: 'saas-api',
      privateIpsNormal: true,
      claimableByName: true,
      source: privateLink,
    },
  ],
)
