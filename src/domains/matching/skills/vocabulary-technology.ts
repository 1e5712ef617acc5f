/**
 * Skills of software, data, cloud, security and IT work. One skill a line:
 * `Canonical = alias, alias > what it implies ~ what is close to it`. A `^` before a spelling makes it
 * case-sensitive, a `?` makes it count only where its surroundings read like a list of skills.
 * A line starting with `~` makes all its skills close to each other.
 */
export const technologyVocabulary = `
# software
JavaScript = java script, ^JS, ecmascript, es6
TypeScript = type script, ^TS > JavaScript
Python = python3, python 3
Java = java 8, java 11, java 17, java 21, core java, ^J2EE, java ee, jakarta ee
?C = ansi c, c language, embedded c, c programming
C++ = cpp, c plus plus
C# = c sharp, csharp > .NET
.NET = dotnet, dot net, .net core, .net framework, asp .net, asp.net core
?Go = golang, go lang
?Rust = rustlang
?R = r programming, r studio, rstudio, r language, tidyverse
?Swift = swiftui, swift ui > iOS development
Objective-C > iOS development
Kotlin > Android development
Scala
?Ruby
Ruby on Rails = rails, ^RoR > Ruby
PHP
Laravel > PHP
Symfony > PHP
Perl
?Dart
Flutter = flutter sdk > Dart, mobile development
React Native > React, mobile development
Haskell
Elixir = phoenix framework
Erlang
Clojure
?Julia = julia language
MATLAB = mat lab, simulink
Fortran
COBOL
VBA = visual basic for applications, excel macros, excel vba > Microsoft Excel
Visual Basic = vb.net, vb net
Assembly language = assembler language, assembly programming
Bash = shell scripting, shell scripts, bash scripting, unix shell, shell script > Linux
PowerShell = power shell
SQL = structured query language, sql queries, sql scripting, datenbankabfragen
HTML = html5, xhtml
CSS = css3, cascading style sheets
Sass = ^SCSS > CSS
Tailwind CSS = tailwind, tailwindcss > CSS
Bootstrap = twitter bootstrap > CSS
React = react.js, reactjs, ?React > JavaScript
Vue.js = vue, vuejs, vue 3, nuxt, nuxt.js > JavaScript
Angular = angularjs, angular.js > TypeScript
Svelte = sveltekit > JavaScript
Next.js = nextjs > React
Redux = redux toolkit > React
jQuery = j query > JavaScript
Web Components > JavaScript
Webpack = vite bundler, rollup.js > JavaScript
Node.js = nodejs, node js > JavaScript
?Express = express.js, expressjs > Node.js
NestJS = nest.js > Node.js
Fastify > Node.js
Django = django rest framework > Python
Flask > Python
FastAPI = fast api > Python
Spring Boot = springboot, spring framework, spring mvc, spring cloud > Java
Hibernate = jpa > Java
Quarkus = micronaut > Java
GraphQL = graph ql, apollo graphql
REST APIs = rest api, restful api, restful apis, restful, rest services, restful services, rest schnittstellen, restful web services, ^REST, web services, api development, api design, apis, api, http apis, web apis
gRPC = protobuf, protocol buffers
SOAP = soap web services, ^SOAP
WebSockets = websocket, web sockets
Microservices = micro services, microservice architecture, microservice, service oriented architecture, ^SOA
Event-driven architecture = event driven, event driven systems, event sourcing, cqrs, event streaming
Distributed systems = distributed computing, verteilte systeme, systèmes distribués
System design = software architecture, systems architecture, softwarearchitektur, architecture logicielle, solution architecture, technical architecture
Object-oriented programming = ^OOP, object oriented design, object oriented, objektorientierte programmierung
Functional programming
Design patterns = software design patterns
Data structures and algorithms = data structures, algorithms
Test-driven development = ^TDD, test driven, testgetriebene entwicklung
Unit testing = unit tests, automated testing, automated tests, test automation, automatisierte tests, testautomatisierung, tests unitaires, integration testing, integration tests
Jest = vitest, mocha > Unit testing
JUnit > Unit testing, Java
pytest > Unit testing, Python
Selenium = selenium webdriver > Unit testing
Cypress > Unit testing
Playwright > Unit testing
Quality assurance testing = software testing, manual testing, qa testing, test cases, test plans, regression testing, ^QA, software qa, exploratory testing
Performance testing = load testing, jmeter, k6
?Postman
Swagger = openapi
Git = github, gitlab, bitbucket, version control, versionskontrolle, source control, versionsverwaltung
Subversion = ^SVN
Code review = code reviews, peer review of code, pull requests, reviewing code
Debugging = troubleshooting code, profiling
Technical documentation = technical writing, documentation writing, api documentation, technische dokumentation
Frontend development = front end development, frontend, front end, web frontend, ui development, front end engineering, frontend entwicklung
Backend development = back end development, backend, back end, server side development, backend services, backend systems, backend entwicklung, server side
Full-stack development = full stack, fullstack
Web development = web applications, web application development, webentwicklung, développement web, desarrollo web, web apps
Mobile development = mobile apps, mobile app development, mobile applications
iOS development = ^iOS, ios apps, xcode, uikit > Mobile development
Android development = android, android studio, jetpack compose, android sdk > Mobile development
Responsive design = responsive web design
Web accessibility = wcag, accessibility standards, a11y, barrierefreiheit, accessible design
Web performance = core web vitals, performance optimisation, performance optimization
Embedded systems = embedded software, embedded development, firmware, microcontrollers, rtos, stm32, eingebettete systeme
IoT = internet of things, mqtt
Game development = unreal engine, ^Unity, unity3d, game engines
Agile = agile methodologies, agile development, agile methods, agile working, agile delivery, agile environment, agile software development, agile teams, agile methodology, agile practices, agile arbeitsweise, agile methoden, méthodes agiles
Scrum = scrum framework > Agile
Kanban > Agile
^SAFe = scaled agile, scaled agile framework > Agile
DevOps = dev ops
Salesforce development = apex, lightning web components, salesforce developer > Salesforce
WordPress = word press, woocommerce
Drupal
Shopify = magento, e-commerce platforms
Blockchain = solidity, smart contracts, ethereum, web3
Computer graphics = opengl, vulkan, webgl, three.js
Low-code platforms = power apps, outsystems, mendix, low code, no code, powerapps
Power Automate = rpa, uipath, robotic process automation, blue prism
# data
PostgreSQL = postgres, psql, pgsql > SQL
MySQL = mariadb, my sql > SQL
Microsoft SQL Server = sql server, mssql, ms sql, t-sql, transact sql, ^SSIS, ^SSRS > SQL
Oracle Database = oracle db, oracle sql, pl/sql, plsql, oracle databases > SQL
SQLite > SQL
MongoDB = mongo > NoSQL
Cassandra = scylladb > NoSQL
DynamoDB > NoSQL, AWS
Redis = memcached
Elasticsearch = elastic search, opensearch, elk stack, elastic stack
NoSQL = no sql, nosql databases, document databases
Neo4j = graph databases
Relational databases = relational database, rdbms, databases, database design, datenbanken, database, bases de données, bases de datos, relationale datenbanken
Snowflake > SQL, Data warehousing
BigQuery = google bigquery > SQL, Data warehousing
Redshift = amazon redshift > SQL, Data warehousing
Databricks > Apache Spark
Data warehousing = data warehouse, dwh, data warehouses, dimensional modelling, dimensional modeling, star schema
Data lakes = data lake, lakehouse, delta lake, iceberg
Apache Spark = pyspark, ?Spark, spark streaming, spark sql
Hadoop = hdfs, apache hive, mapreduce
Kafka = apache kafka, kafka streams, confluent > Event streaming platforms
Event streaming platforms = message queues, message brokers, messaging systems, stream processing, message queue
RabbitMQ = activemq, amqp > Event streaming platforms
Apache Airflow = airflow, workflow orchestration
Dagster = prefect
?dbt = data build tool, ^dbt > SQL
Apache Flink = flink
ETL = ^ELT, data pipelines, data pipeline, etl pipelines, data integration, datenpipelines, etl processes
Talend = informatica, fivetran > ETL
Data engineering = data platform, data infrastructure
Data modelling = data modeling, data models, datenmodellierung, data model
Data analysis = data analytics, analysing data, analyzing data, datenanalyse, analyse de données, análisis de datos, data analyst skills, quantitative analysis, analytical tools, analyze data, analyse data, data interpretation
Data visualisation = data visualization, dashboards, dashboarding, dashboard, datenvisualisierung, reporting dashboards
Tableau > Data visualisation
Power BI = powerbi, ^DAX, power query, microsoft power bi > Data visualisation
Looker = looker studio, google data studio, lookml > Data visualisation
Qlik = qlikview, qlik sense, qliksense > Data visualisation
Grafana > Monitoring
Business intelligence = ^BI, bi tools, bi reporting
Machine learning = ^ML, machine learning models, maschinelles lernen, apprentissage automatique, supervised learning, predictive modelling, predictive modeling
Deep learning = neural networks, neural network > Machine learning
PyTorch = torch > Deep learning, Python
TensorFlow = keras > Deep learning, Python
scikit-learn = sklearn, scikit learn, xgboost, lightgbm > Machine learning, Python
Pandas = numpy, scipy, polars > Python
Jupyter = jupyter notebooks > Python
Natural language processing = ^NLP, text mining, language models > Machine learning
Large language models = ^LLM, ^LLMs, generative ai, gen ai, prompt engineering, langchain, openai api, retrieval augmented generation, ^RAG > Natural language processing
Computer vision = image processing, opencv > Machine learning
MLOps = mlflow, kubeflow, sagemaker, model deployment > Machine learning
Artificial intelligence = ^AI, künstliche intelligenz, ^KI
Statistics = statistical analysis, statistical methods, statistical modelling, statistical modeling, statistik, statistiques, inferential statistics
SPSS = ^SPSS, ibm spss > Statistics
Stata = ^Stata > Statistics
?SAS = sas programming, sas software, base sas > Statistics
A/B testing = ab testing, ab tests, a/b tests, experimentation, split testing, controlled experiments
Time series forecasting = forecasting models, demand forecasting, time series analysis, time series
Data governance = data quality, master data management, datenqualität, data stewardship, data catalog
GIS = ^GIS, arcgis, qgis, geographic information systems, geospatial analysis, geospatial
Web scraping = beautifulsoup, scrapy
# cloud
AWS = amazon web services, ec2, aws lambda, ^S3, aws cloud > Cloud computing
Google Cloud = ^GCP, google cloud platform > Cloud computing
Azure = microsoft azure, azure cloud, azure devops > Cloud computing
Cloud computing = cloud platforms, cloud platform, cloud infrastructure, cloud services, public cloud, cloud native, cloud environments, cloud technologies, ?cloud, a major cloud, cloud provider, cloud providers, cloud hosting
Serverless = lambda functions, serverless architecture, cloud functions > Cloud computing
Kubernetes = ^K8s, k8s, eks, gke, aks, helm, helm charts > Containerisation
Docker = dockerfile, docker compose, podman > Containerisation
Containerisation = containerization, container orchestration, containerized applications, docker containers
OpenShift > Kubernetes
Terraform = opentofu > Infrastructure as code
Pulumi = cloudformation, aws cdk, bicep > Infrastructure as code
Infrastructure as code = ^IaC, infrastructure automation
Ansible = chef automation, saltstack, configuration management tools > Infrastructure as code
CI/CD = continuous integration, continuous delivery, continuous deployment, ci/cd pipelines, build pipelines, deployment pipelines, cicd, ci pipelines
Jenkins > CI/CD
GitHub Actions = gitlab ci, gitlab ci/cd, circleci, travis ci, teamcity > CI/CD
Argo CD = argocd, gitops, flux cd > CI/CD, Kubernetes
Prometheus > Monitoring
Datadog = new relic, dynatrace, splunk, sentry > Monitoring
Monitoring = observability, alerting, logging and monitoring, opentelemetry, system monitoring, telemetry
Site reliability engineering = ^SRE, slos, error budgets, reliability engineering
On-call operations = on call rotation, on call, on-call duty, incident response rota, incident management, rufbereitschaft, pager duty
Linux = ubuntu, debian, red hat, rhel, centos, unix, linux administration, linux servers, gnu/linux
Nginx = apache http server, haproxy, apache web server
Virtualisation = virtualization, vmware, hyper-v, proxmox, esxi, vsphere, virtual machines
Networking = tcp/ip, computer networks, network administration, ^LAN, ^WAN, routing and switching, network protocols, dns, dhcp, netzwerktechnik, netzwerke, network configuration, vlan, vlans, network engineering, network infrastructure
Cisco = cisco ios, cisco networking, cisco switches > Networking
Load balancing = cdn, caching
# security
Cyber security = cybersecurity, information security, it security, infosec, it sicherheit, informationssicherheit, application security, cybersécurité, security engineering, appsec
Penetration testing = pentesting, pen testing, ethical hacking, burp suite, kali linux > Cyber security
SIEM = ^SIEM, security monitoring, ^SOC, security operations center > Cyber security
Firewalls = firewall, palo alto, fortinet, firewall management > Networking
Identity and access management = ^IAM, sso, okta, active directory federation, oauth, oauth2, saml, openid connect
Vulnerability management = vulnerability assessment, vulnerability scanning, nessus > Cyber security
ISO 27001 = iso27001, nist framework, nist, soc 2 > Information security compliance
Information security compliance = security compliance, security audits
Threat modelling = threat modeling, threat intelligence, threat detection > Cyber security
Cryptography = encryption, pki, tls
# it-support
IT support = technical support, help desk, helpdesk, service desk, desktop support, it helpdesk, user support, it service desk, first level support, second level support, 1st line support, 2nd line support, first line support, anwenderbetreuung, support informatique, end user support
Windows administration = windows server, windows 10, windows 11, active directory, group policy, windows servers, windows systems
Microsoft 365 administration = office 365 administration, exchange online, intune, microsoft exchange, entra id
System administration = sysadmin, systems administration, server administration, systemadministration, administration système, server management
ITIL = ^ITIL, it service management, ^ITSM, itil framework
ServiceNow = service now, freshservice, jira service management, ticketing systems, ticketing system, ticket system, ticketsystem
Jira = atlassian, confluence, jira software
macOS = mac os, apple computers, jamf
Hardware troubleshooting = hardware repair, pc repair, computer hardware, printer troubleshooting, hardware installation, desktop hardware
Backup and recovery = backups, disaster recovery, veeam, data recovery
Telephony = voip, asterisk, pbx, cisco call manager
~ React, Vue.js, Angular, Svelte, Next.js
~ AWS, Google Cloud, Azure
~ PostgreSQL, MySQL, Microsoft SQL Server, Oracle Database, SQLite
~ MongoDB, Cassandra, DynamoDB
~ Django, Flask, FastAPI
~ Express, NestJS, Fastify
~ Java, Kotlin, C#, Scala
~ Python, Ruby, R
~ C, C++, Rust
~ Go, Rust
~ Go, Java
~ Laravel, Symfony
~ Kafka, RabbitMQ
~ Snowflake, BigQuery, Redshift, Databricks
~ Tableau, Power BI, Looker, Qlik
~ PyTorch, TensorFlow
~ Kubernetes, Docker, OpenShift
~ Terraform, Pulumi, Ansible
~ Jenkins, GitHub Actions, Argo CD
~ Prometheus, Datadog, Grafana
~ Jest, Cypress, Playwright, Selenium
~ JUnit, pytest, Jest
~ SPSS, Stata, SAS, R
~ Apache Airflow, Dagster
~ Apache Spark, Hadoop, Apache Flink
~ Scrum, Kanban, SAFe
~ iOS development, Android development, Flutter, React Native
~ IT support, Windows administration, System administration
~ Spring Boot, Quarkus, .NET
~ Ruby on Rails, Django, Laravel
~ REST APIs, GraphQL, gRPC, SOAP
~ Git, Subversion
~ Frontend development, Full-stack development
~ Backend development, Full-stack development
~ Machine learning, Statistics
~ ETL, Data warehousing, Data engineering
~ Linux, Windows administration
`
