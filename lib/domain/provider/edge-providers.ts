import { listProviders } from './provider'

/** Content delivery, and places where people put their own programs and pages. */
export const edgeProviders = [
  ...listProviders({ provider: 'Akamai', category: 'cdn', statusPage: 'https://www.akamaistatus.com/' }, [
    {
      suffixes: ['edgesuite.net', 'edgekey.net', 'akamaized.net', 'akamaiedge.net'],
      service: 'Akamai',
      source: 'https://techdocs.akamai.com/edge-hostnames/docs/edge-hn-terminology',
    },
  ]),
  ...listProviders({ provider: 'Fastly', category: 'cdn', statusPage: 'https://www.fastlystatus.com/' }, [
    {
      suffixes: ['fastly.net'],
      service: 'Fastly',
      source: 'https://docs.fastly.com/en/guides/working-with-cname-records-and-your-dns-provider',
    },
  ]),
  ...listProviders({ provider: 'Cloudflare', category: 'cdn', statusPage: 'https://www.cloudflarestatus.com/' }, [
    {
      suffixes: ['cdn.cloudflare.net'],
      service: 'Cloudflare',
      source: 'https://developers.cloudflare.com/dns/zone-setups/partial-setup/',
    },
    {
      suffixes: ['workers.dev'],
      service: 'Workers',
      category: 'web',
      source: 'https://developers.cloudflare.com/workers/configuration/routing/workers-dev/',
    },
    {
      suffixes: ['pages.dev'],
      service: 'Pages',
      category: 'web',
      claimableByName: true,
      source: 'https://developers.cloudflare.com/pages/get-started/git-integration/',
    },
    {
      suffixes: ['r2.cloudflarestorage.com'],
      service: 'R2',
      category: 'storage',
      source: 'https://developers.cloudflare.com/r2/api/s3/api/',
    },
    {
      suffixes: ['cfargotunnel.com'],
      service: 'Tunnel',
      category: 'load-balancer',
      source: 'https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/routing-to-tunnel/dns/',
    },
  ]),
  ...listProviders({ provider: 'Vercel', category: 'web', statusPage: 'https://www.vercel-status.com/' }, [
    {
      suffixes: ['vercel.app', 'vercel-dns.com'],
      service: 'Vercel',
      source: 'https://vercel.com/docs/deployments/generated-urls',
    },
  ]),
  ...listProviders({ provider: 'Netlify', category: 'web', statusPage: 'https://www.netlifystatus.com/' }, [
    {
      suffixes: ['netlify.app'],
      service: 'Netlify',
      claimableByName: true,
      source: 'https://docs.netlify.com/domains-https/custom-domains/configure-external-dns/',
    },
  ]),
  ...listProviders({ provider: 'Heroku', category: 'web', statusPage: 'https://status.heroku.com/' }, [
    {
      suffixes: ['herokuapp.com'],
      service: 'Heroku',
      claimableByName: true,
      source: 'https://devcenter.heroku.com/articles/custom-domains',
    },
    {
      suffixes: ['herokudns.com'],
      service: 'Heroku',
      source: 'https://devcenter.heroku.com/articles/custom-domains',
    },
  ]),
  ...listProviders({ provider: 'Fly.io', category: 'web', statusPage: 'https://status.flyio.net/' }, [
    {
      suffixes: ['fly.dev'],
      service: 'Fly.io',
      claimableByName: true,
      source: 'https://fly.io/docs/networking/custom-domain/',
    },
  ]),
  ...listProviders({ provider: 'Render', category: 'web', statusPage: 'https://status.render.com/' }, [
    { suffixes: ['onrender.com'], service: 'Render', source: 'https://render.com/docs/custom-domains' },
  ]),
  ...listProviders({ provider: 'Railway', category: 'web', statusPage: 'https://status.railway.com/' }, [
    {
      suffixes: ['up.railway.app'],
      service: 'Railway',
      source: 'https://docs.railway.com/guides/public-networking',
    },
    {
      suffixes: ['proxy.rlwy.net'],
      service: 'Railway TCP proxy',
      category: 'load-balancer',
      defaultPort: null,
      tlsMode: 'none',
      source: 'https://docs.railway.com/reference/tcp-proxy',
    },
  ]),
  ...listProviders({ provider: 'GitHub', category: 'web', statusPage: 'https://www.githubstatus.com/' }, [
    {
      suffixes: ['github.io'],
      service: 'GitHub Pages',
      source: 'https://docs.github.com/en/pages/getting-started-with-github-pages/what-is-github-pages',
    },
  ]),
  ...listProviders({ provider: 'GitLab', category: 'web', statusPage: 'https://status.gitlab.com/' }, [
    { suffixes: ['gitlab.io'], service: 'GitLab Pages', source: 'https://docs.gitlab.com/user/project/pages/' },
  ]),
]
