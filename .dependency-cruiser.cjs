/**
 * Who may import whom: main → app → router/tasks → domains → platform. Within a domain: router, tasks and
 * handlers → use cases → queries → tables. web → schema.ts, errors.ts and the type of the router; features →
 * ui → lib. A type-only import of src/database.ts, src/context.ts or src/config.ts is allowed anywhere in src.
 */

/** A domain may import the ones listed here, and there only use cases, schema and errors. */
const below = {
  account: [],
  mail: ['account'],
  spending: ['account'],
  agents: ['account', 'spending'],
  resumes: ['account', 'spending', 'agents'],
  postings: ['account', 'spending', 'agents'],
  scouting: ['account', 'spending', 'agents', 'postings'],
  matching: ['account', 'spending', 'agents', 'resumes', 'postings', 'scouting'],
  studio: ['account', 'spending', 'agents', 'resumes', 'postings', 'scouting', 'matching'],
  applications: ['account', 'spending', 'agents', 'resumes', 'postings', 'scouting', 'matching', 'studio'],
  samples: ['account', 'agents', 'resumes', 'postings', 'scouting', 'matching', 'studio', 'applications'],
  briefings: [
    'account',
    'spending',
    'agents',
    'resumes',
    'postings',
    'scouting',
    'matching',
    'studio',
    'applications',
  ],
  insights: [
    'account',
    'spending',
    'agents',
    'resumes',
    'postings',
    'scouting',
    'matching',
    'studio',
    'applications',
    'briefings',
  ],
  operations: ['account'],
  // Collects what every domain exports and erases.
  privacy: [
    'account',
    'spending',
    'agents',
    'resumes',
    'postings',
    'scouting',
    'matching',
    'studio',
    'applications',
    'briefings',
  ],
}

const anywhere = '^src/(database|context|config)\\.ts$'
const tests = '\\.(test|bench)\\.tsx?$|^src/testing/'
/** Constants that both sides share. */
const isoPlatform = '^src/platform/(auth/session|errors|public-error)\\.ts$'
const isoFile = '/(schema|errors)\\.ts$'
/** Of a domain, or of a folder in it. */
const isoFiles = [`^src/domains/[^/]+${isoFile}`, `^src/domains/[^/]+/[^/]+${isoFile}`]

const domainRules = Object.entries(below).map(([domain, lower]) => ({
  name: `domain-order-${domain}`,
  severity: 'error',
  comment: `src/domains/${domain} may import only ${lower.length > 0 ? lower.join(', ') : 'the platform'}. Move the code up, or pass it in as an argument.`,
  from: { path: `^src/domains/${domain}/`, pathNot: tests },
  to: { path: '^src/domains/', pathNot: `^src/domains/(${[domain, ...lower].join('|')})/` },
}))

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment:
        'Two files that need each other are one thought in two places: move what both need into a third.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-resolvable',
      severity: 'error',
      comment: 'This import leads nowhere: check the path (relative imports end in .ts) or package.json.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-dev-package-in-the-application',
      severity: 'error',
      comment:
        'Production installs have no devDependencies: move the package to dependencies, or the code to scripts/.',
      from: { path: '^src/', pathNot: `${tests}|^src/.*\\.fixture\\.ts$` },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'platform-knows-no-domain',
      severity: 'error',
      comment:
        'src/platform serves every product: let the domain call it, or take what it needs as an argument.',
      from: { path: '^src/platform/', pathNot: tests },
      to: { path: '^src/', pathNot: `^src/platform/|${anywhere}` },
    },
    {
      name: 'platform-takes-context-as-type',
      severity: 'error',
      comment: 'Import the type only (`import type`): the values arrive as arguments.',
      from: { path: '^src/(platform|domains)/', pathNot: tests },
      to: { path: anywhere, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'domains-know-no-composition',
      severity: 'error',
      comment:
        'app.ts, routes.ts, router.ts and tasks.ts put domains together; a domain never reaches up to them.',
      from: { path: '^src/domains/', pathNot: tests },
      to: { path: '^src/(?!domains/|platform/)', pathNot: anywhere },
    },
    ...domainRules,
    {
      name: 'other-domains-by-use-case',
      severity: 'error',
      comment:
        "Another domain's tables, queries, router, tasks and handlers are its own: call its use case, or read its schema.ts and errors.ts.",
      from: { path: '^src/domains/([^/]+)/', pathNot: tests },
      to: {
        path: '^src/domains/([^/]+)/(tables|queries|router|tasks|[^/]+\\.handler)\\.ts$',
        pathNot: '^src/domains/$1/',
      },
    },
    {
      name: 'schema-and-errors-are-isomorphic',
      severity: 'error',
      comment:
        'The browser loads schema.ts and errors.ts: they may use zod and other schema.ts / errors.ts only (types from anywhere below).',
      from: { path: isoFiles },
      to: {
        dependencyTypesNot: ['type-only'],
        pathNot: `${isoFile}|${isoPlatform}|node_modules/zod/`,
      },
    },
    {
      name: 'tables-are-types',
      severity: 'error',
      comment: 'tables.ts holds row types: import types of schema.ts and kysely, nothing that runs.',
      from: { path: '^src/(domains|platform)/.*tables\\.ts$' },
      to: { dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'queries-only-query',
      severity: 'error',
      comment:
        'queries.ts is SQL: it knows tables, schema, errors and pure concepts, no router, tasks or handler.',
      from: { path: '^src/domains/[^/]+/queries\\.ts$' },
      to: { path: '/(router|tasks|[^/]+\\.handler)\\.ts$' },
    },
    {
      name: 'use-cases-know-no-router',
      severity: 'error',
      comment: 'router and handlers call use cases, never the other way round.',
      from: { path: '^src/domains/', pathNot: `/(router|tasks|[^/]+\\.handler)\\.ts$|${tests}` },
      to: { path: '^src/domains/[^/]+/(router|[^/]+\\.handler)\\.ts$' },
    },
    {
      name: 'sql-in-queries',
      severity: 'error',
      comment: 'Only queries.ts (and the platform) speaks SQL: move the statement there.',
      from: { path: '^src/domains/', pathNot: `/queries\\.ts$|${tests}` },
      to: { path: 'node_modules/(kysely|pg)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-test-code-in-the-application',
      severity: 'error',
      comment: 'src/testing and *.test.ts are for tests only.',
      from: { path: '^(src|web|scripts)/', pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'the-application-stands-alone',
      severity: 'error',
      comment: 'src imports nothing from scripts, bench, e2e, migrations or web.',
      from: { path: '^src/', pathNot: tests },
      to: { path: '^(scripts|bench|e2e|migrations|web)/' },
    },
    {
      name: 'migrations-stand-still',
      severity: 'error',
      comment: 'A migration must mean the same for ever, so it imports no application code.',
      from: { path: '^migrations/', pathNot: tests },
      to: { path: '^(src|web|scripts|bench)/' },
    },
    {
      name: 'web-sees-contracts-only',
      severity: 'error',
      comment:
        'The web imports schema.ts, errors.ts and `import type { AppRouter }`; everything else would drag the server into the browser.',
      from: { path: '^web/', pathNot: tests },
      to: { path: '^src/', pathNot: [...isoFiles, '^src/router\\.ts$'] },
    },
    {
      name: 'web-takes-the-router-as-type',
      severity: 'error',
      comment: 'Write `import type { AppRouter }`: the router itself belongs to the server.',
      from: { path: '^web/' },
      to: { path: '^src/router\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'ui-knows-neither-router-nor-data',
      severity: 'error',
      comment: 'web/ui is plain parts: pass data in as props, use web/lib for helpers.',
      from: { path: '^web/ui/', pathNot: tests },
      to: { path: '^web/(?!ui/|lib/)|^src/' },
    },
    {
      name: 'lib-knows-nothing-of-ours',
      severity: 'error',
      comment: 'web/lib is helpers without a product.',
      from: { path: '^web/lib/', pathNot: tests },
      to: { path: '^web/(?!lib/)|^src/(?!domains/[^/]+/(schema|errors)\\.ts$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|node_modules/\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
