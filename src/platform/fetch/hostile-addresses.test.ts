import { pino } from 'pino'
import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { DomainError } from '../errors.ts'
import { isPublicAddress } from './addresses.ts'
import { checkUrl } from './check-url.ts'
import { createSafeFetch } from './create-safe-fetch.ts'
import { guardedLookup, type ResolveHost } from './guarded-lookup.ts'

/** What somebody may write to reach what stands beside this server. Each is refused before anything is sent. */
const hostile: Record<string, string[]> = {
  'this machine, in every notation of IPv4': [
    'http://127.0.0.1/',
    'http://127.0.0.1./',
    'http://127.1/',
    'http://127.0.1/',
    'http://127.255.255.254/',
    'http://127.000.000.001/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7F000001/',
    'http://0x000000007f000001/',
    'http://0x7f.0.0.1/',
    'http://0x7f.1/',
    'http://0x7f.0x0.0x0.0x1/',
    'http://0177.0.0.1/',
    'http://0177.1/',
    'http://0177.0x0.0.1/',
    'http://017700000001/',
    'http://0000000000000177.0.0.1/',
    'http://127.0.0x1/',
    'http://0x7f.0.01/',
    'http://0.0.0.0/',
    'http://0/',
    'http://0x0/',
    'http://00000000000/',
    'http://0.1.2.3/',
  ],
  'private networks, in every notation': [
    'http://10.0.0.1/',
    'http://10.255.255.255/',
    'http://10.1/',
    'http://167772161/',
    'http://0xa000001/',
    'http://012.0.0.1/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://0xac.0x10.0.1/',
    'http://2886729729/',
    'http://192.168.0.1/',
    'http://192.168.255.255/',
    'http://192.168.1/',
    'http://3232235521/',
    'http://0xc0a80001/',
    'http://0300.0250.0.1/',
    'http://030052000001/',
    'http://100.64.0.1/',
    'http://100.127.255.255/',
  ],
  'networks for special purposes': [
    'http://192.0.0.8/',
    'http://192.0.2.1/',
    'http://192.31.196.1/',
    'http://192.52.193.1/',
    'http://192.88.99.1/',
    'http://192.175.48.1/',
    'http://198.18.0.1/',
    'http://198.19.255.255/',
    'http://198.51.100.7/',
    'http://203.0.113.9/',
    'http://224.0.0.1/',
    'http://239.255.255.250/',
    'http://240.0.0.1/',
    'http://255.255.255.255/',
    'http://4294967295/',
    'http://169.254.0.1/',
  ],
  'what clouds tell their machines': [
    'http://169.254.169.254/latest/meta-data/',
    'http://169.254.169.254./',
    'http://2852039166/',
    'http://0xa9fea9fe/',
    'http://0xa9.0xfe.0xa9.0xfe/',
    'http://0251.0376.0251.0376/',
    'http://169.16689662/',
    'http://169.254.43518/',
    'http://169.254.170.2/v2/credentials',
    'http://100.100.100.200/latest/',
    'http://192.0.0.192/opc/v1/',
    'http://168.63.129.16/metadata',
    'http://[fd00:ec2::254]/latest/meta-data/',
    'http://[fd20:ce::254]/',
    'http://[::ffff:169.254.169.254]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[64:ff9b::169.254.169.254]/',
    'http://metadata.google.internal/',
    'http://metadata.google.internal./',
    'http://METADATA.GOOGLE.INTERNAL/',
    'http://instance-data.ec2.internal/',
    'http://metadata/',
    'http://instance-data/',
  ],
  'IPv6 that isn’t the internet, and IPv4 in its clothes': [
    'http://[::1]/',
    'http://[::]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[0000:0000:0000:0000:0000:0000:0000:0001]/',
    'http://[::0.0.0.1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[0:0:0:0:0:ffff:7f00:0001]/',
    'http://[::FFFF:10.0.0.1]/',
    'http://[::ffff:192.168.0.1]/',
    'http://[::ffff:8.8.8.8]/',
    'http://[::ffff:0:127.0.0.1]/',
    'http://[::127.0.0.1]/',
    'http://[::7f00:1]/',
    'http://[::192.168.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[64:ff9b::10.0.0.1]/',
    'http://[64:ff9b:1::1]/',
    'http://[64:ff9b:1:ffff::127.0.0.1]/',
    'http://[2002:7f00:1::]/',
    'http://[2002:a00:1::1]/',
    'http://[2002:c0a8:101::1]/',
    'http://[2001::1]/',
    'http://[2001:0:7f00:1::]/',
    'http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/',
    'http://[2001:10::1]/',
    'http://[2001:20::1]/',
    'http://[2001:2::1]/',
    'http://[2001:db8::1]/',
    'http://[2620:4f:8000::1]/',
    'http://[3fff::1]/',
    'http://[100::1]/',
    'http://[5f00::1]/',
    'http://[4000::1]/',
    'http://[fe80::1]/',
    'http://[febf::1]/',
    'http://[fec0::1]/',
    'http://[fc00::1]/',
    'http://[fd12:3456:789a::1]/',
    'http://[ff02::1]/',
    'http://[ff05::1:3]/',
  ],
  'letters that become others': [
    'http://①②⑦.⓪.⓪.①/',
    'http://１２７.０.０.１/',
    'http://127。0。0。1/',
    'http://127．0．0．1/',
    'http://127｡0｡0｡1/',
    'http://０ｘ７ｆ.1/',
    'http://¹27.0.0.1/',
    'http://ｌｏｃａｌｈｏｓｔ/',
    'http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/',
    'http://loc\u00adalhost/',
    'http://local\u200bhost/',
    'http://localho\ufb06/',
    'http://LOCALHOST/',
    'http://LocalHost.LocalDomain/',
    'http://%31%32%37.0.0.1/',
    'http://127%2e0%2e0%2e1/',
    'http://%6c%6f%63%61%6c%68%6f%73%74/',
    'http://127.0.0.1\t/',
    'http://127.\n0.0.1/',
    ' http://127.0.0.1/ ',
    'http:127.0.0.1/',
    'http:/127.0.0.1/',
    'http:///127.0.0.1/',
    'http:\\\\127.0.0.1\\',
    'HTTP://127.0.0.1/',
    'http://127.0.0.1?x=.example.com',
    'http://127.0.0.1#.example.com',
    'http://127.0.0.1\\.example.com/',
  ],
  'names that mean one’s own network': [
    'http://localhost/',
    'http://localhost./',
    'http://localhost../',
    'http://app.localhost/',
    'http://a.b.localhost./',
    'http://localhost.localdomain/',
    'http://localhost6/',
    'http://ip6-localhost/',
    'http://printer.local/',
    'http://printer.local./',
    'http://host.docker.internal/',
    'http://gateway.docker.internal/',
    'http://db.internal/',
    'http://kubernetes.default.svc/',
    'http://kubernetes.default.svc./',
    'http://api.default.svc.cluster.local/',
    'http://kubernetes/',
    'http://vault.service.consul/',
    'http://intranet/',
    'http://wiki.intranet/',
    'http://router.lan/',
    'http://nas.home/',
    'http://nas.home.arpa/',
    'http://wiki.corp/',
    'http://files.private/',
    'http://server.test/',
    'http://server.invalid/',
    'http://hidden.onion/',
    'http://redis/',
    'http://postgres/',
  ],
  'ports that no page is at': [
    'http://example.com:22/',
    'http://example.com:25/',
    'http://example.com:3000/',
    'http://example.com:5432/',
    'http://example.com:6379/',
    'http://example.com:8080/',
    'http://example.com:9200/',
    'http://example.com:11211/',
    'http://example.com:65535/',
    'http://example.com:443/',
    'https://example.com:80/',
    'https://example.com:8443/',
    'http://8.8.8.8:53/',
    'http://[2606:4700::1111]:53/',
  ],
}

/** No web addresses at all. */
const malformed = [
  'ftp://example.com/',
  'sftp://example.com/',
  'file:///etc/passwd',
  'file://localhost/etc/passwd',
  'gopher://example.com:70/_x',
  'dict://example.com:2628/',
  'ldap://example.com/',
  'jar:http://example.com!/x',
  'view-source:http://example.com/',
  'blob:http://example.com/1',
  'data:text/html,x',
  'javascript:1',
  'about:blank',
  'mailto:ada@example.org',
  'ws://example.com/',
  'wss://example.com/',
  'not an address',
  '//127.0.0.1/',
  '/etc/passwd',
  '',
  'http://',
  'http:///',
  'http://:80/',
  'http://999.1.1.1/',
  'http://4294967296/',
  'http://1.2.3.4.5/',
  'http://0x100000000/',
  'http://[::1/',
  'http://[fe80::1%25eth0]/',
  'http://[fe80::1%eth0]/',
  'http://[::ffff:999.0.0.1]/',
  'http://exa mple.com/',
  'http://example.com:65536/',
  'http://example.com:-1/',
  'http://example.com%00.evil.example/',
  'http://user:secret@example.com/',
  'http://user@example.com/',
  'http://:secret@example.com/',
  'http://example.com:80@127.0.0.1/',
  'http://127.0.0.1@example.com/',
]

/** Pages as people give them. */
const good = [
  'https://example.com/',
  'http://example.com/',
  'HTTPS://EXAMPLE.COM/Jobs',
  'https://example.com:443/jobs',
  'http://example.com:80/jobs',
  'https://boards.example.com/acme/jobs/4012345?gh_src=abc#apply',
  'https://jobs.example.co.uk/',
  'https://example.com./jobs',
  'https://xn--mller-kva.example.com/',
  'https://müller.example.com/stellen/straße',
  'https://localhost.example.com/',
  'https://internal.example.com/',
  'https://local.example.com/',
  'https://10.example.com/',
  'https://careers.example.museum/',
  'https://8.8.8.8/',
  'https://172.15.255.255/',
  'https://172.32.0.1/',
  'https://100.63.255.255/',
  'https://192.169.0.1/',
  'https://[2606:4700::1111]/',
  'https://[2a00:1450:4001:81b::200e]/',
]

async function codeOf(work: () => unknown): Promise<string> {
  try {
    await work()
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
  return 'let through'
}

test('hundreds of hostile addresses are refused before anything is sent', async () => {
  const asked: string[] = []
  const resolveHost: ResolveHost = async (name) => {
    asked.push(name)
    return []
  }
  const safeFetch = createSafeFetch({
    allowHosts: [],
    userAgent: 'JobPilot/test (+https://jobpilot.example)',
    clock: systemClock,
    log: pino({ level: 'silent' }),
    resolveHost,
  })
  const answers = await Promise.all(
    Object.entries(hostile).flatMap(([kind, addresses]) =>
      addresses.map(async (address) => ({ kind, address, code: await codeOf(() => safeFetch(address)) })),
    ),
  )
  expect(answers.length).toBeGreaterThanOrEqual(150)
  expect(answers.filter(({ code }) => code !== 'fetch_blocked_address')).toEqual([])
  expect(asked).toEqual([])
})

test('what is no web address is said to be none', async () => {
  const answers = await Promise.all(
    malformed.map(async (address) => [address, await codeOf(() => checkUrl(address, []))]),
  )
  expect(answers.filter(([, code]) => code !== 'fetch_bad_url')).toEqual([])
})

test('pages as people give them pass, by spelling and by what they resolve to', async () => {
  expect(good.length).toBeGreaterThanOrEqual(20)
  const refused = await Promise.all(
    good.map(async (address) => [address, await codeOf(() => checkUrl(address, []))]),
  )
  expect(refused.filter(([, code]) => code !== 'let through')).toEqual([])
})

const resolving =
  (...addresses: string[]): ResolveHost =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

function connectTo(resolveHost: ResolveHost): Promise<string> {
  return new Promise((resolve) => {
    guardedLookup(resolveHost)('jobs.example.com', { all: true }, (error) =>
      resolve(error instanceof DomainError ? error.code : 'let through'),
    )
  })
}

test.each([
  ['this machine', ['127.0.0.1']],
  ['this machine, as 0.0.0.0', ['0.0.0.0']],
  ['a private network', ['10.0.0.5']],
  ['a cloud’s metadata', ['169.254.169.254']],
  ['Azure’s own address', ['168.63.129.16']],
  ['IPv6’s own machine', ['::1']],
  ['an IPv4 address in IPv6’s clothes', ['::ffff:192.168.1.1']],
  ['a NAT64 address', ['64:ff9b::a00:1']],
  ['a 6to4 address', ['2002:7f00:1::']],
  ['an interface of this machine', ['fe80::1%eth0']],
  ['one private address among public ones', ['93.184.215.14', '10.0.0.5', '93.184.215.15']],
  ['a public IPv4 and a private IPv6 address', ['93.184.215.14', 'fd00::1']],
  ['something that is no address', ['example.com']],
])('a public name that resolves to %s is not connected to', async (_, addresses) => {
  expect(await connectTo(resolving(...addresses))).toBe('fetch_blocked_address')
})

test('a public name that resolves to public addresses is connected to', async () => {
  expect(await connectTo(resolving('93.184.215.14', '2606:4700::1111'))).toBe('let through')
  expect(['8.8.8.8', '2a00:1450:4001:81b::200e'].every(isPublicAddress)).toBe(true)
})
