/** Large cities that postings name without their country; a bare name of another place stays unknown. */
const cities: Record<string, string> = {
  US: 'New York|New York City|NYC|San Francisco|Los Angeles|Chicago|Seattle|Boston|Austin|Denver|Atlanta|Miami|Dallas|Houston|Philadelphia|San Diego|San Jose|Palo Alto|Mountain View|Brooklyn|Phoenix|Minneapolis|Detroit|Pittsburgh|Cleveland|Cincinnati|Nashville|Charlotte|Baltimore|Tampa|Orlando|Sacramento|Oakland|Las Vegas|Kansas City|Indianapolis|Milwaukee|San Antonio|Fort Worth|New Orleans|Washington DC|Huntsville|Salt Lake City|Albuquerque|Tucson|Fresno|Omaha|Raleigh|Virginia Beach|Tulsa|Wichita|Bakersfield|Anaheim|Honolulu|Santa Ana|Corpus Christi|St. Louis|Anchorage|Plano|Irvine|Chula Vista|Fort Wayne|Jersey City|Lubbock|Scottsdale|Fremont|Baton Rouge|Boise|San Bernardino|Spokane|Des Moines|Tacoma|Colorado Springs|Memphis|Louisville|Oklahoma City|Jacksonville|El Paso|Fort Lauderdale|Sunnyvale|Santa Clara|Bay Area|San Francisco Bay Area|SF',
  GB: 'London|Manchester|Birmingham|Nottingham|Leicester|Newcastle|Norwich|Bradford|Bath|Exeter|Plymouth|Southampton|Portsmouth|Brighton|Swansea|Coventry|Wolverhampton|Hull|Derby|York|Oxford|Gloucester|Solihull|Loughborough|Sunderland|Middlesbrough|Huddersfield|Bolton|Blackpool|Ipswich|Peterborough|Warrington|Rotherham|Swindon|Bournemouth|Luton|Stoke-on-Trent|Telford|Slough|Crawley|Basingstoke|Colchester|Chelmsford|Cheltenham|Harrogate|Guildford|Maidstone|Torbay|Swansea|Reading|Milton Keynes|Northampton|Preston|Stockport|Doncaster|Wakefield|Aberdeen|Dundee|Edinburgh|Glasgow|Leeds|Bristol|Belfast|Liverpool|Sheffield|Cardiff',
  DE: 'Berlin|Munich|München|Hamburg|Cologne|Köln|Frankfurt|Frankfurt am Main|Stuttgart|Düsseldorf|Leipzig|Dresden|Nuremberg|Nürnberg|Hannover|Karlsruhe|Bonn|Heidelberg|Dortmund|Essen|Bremen|Mannheim|Halle|Halle (Saale)|Magdeburg|Chemnitz|Erfurt|Potsdam|Kiel|Rostock|Freiburg|Augsburg|Bielefeld|Münster|Wuppertal|Duisburg|Bochum|Aachen|Kassel|Mainz|Wiesbaden|Darmstadt|Regensburg|Ulm|Jena|Heilbronn|Aalen|Braunschweig|Saarbrücken|Würzburg|Lübeck|Oldenburg|Osnabrück|Paderborn|Ingolstadt|Wolfsburg|Göttingen|Reutlingen|Koblenz|Trier|Zwickau|Cottbus|Siegen|Hildesheim|Pforzheim|Erlangen|Bamberg|Bayreuth|Passau|Konstanz|Tübingen|Mönchengladbach|Gelsenkirchen|Krefeld|Oberhausen|Hagen|Leverkusen|Ludwigshafen|Schwerin',
  FR: 'Paris|Lyon|Annecy|Nice|Strasbourg|Montpellier|Rennes|Grenoble|Dijon|Marseille|Toulouse|Bordeaux|Nantes|Lille|Villeurbanne|Saint-Étienne|Toulon|Reims|Le Havre|Angers|Nîmes|Clermont-Ferrand|Besançon|Orléans|Rouen|Mulhouse|Metz',
  ES: 'Madrid|Barcelona|Seville|Sevilla|Málaga|Malaga|Zaragoza|Bilbao|Murcia|Alicante|Valladolid|Vigo|Gijón|Oviedo|Pamplona|Santander|Donostia|Palma de Mallorca|Tarragona|Castellón',
  IT: 'Milan|Milano|Rome|Roma|Turin|Torino',
  PT: 'Lisbon|Lisboa|Porto',
  NL: 'Amsterdam|Rotterdam|Utrecht|Eindhoven|The Hague|Den Haag',
  BE: 'Brussels|Antwerp|Ghent|Bruges|Liège|Leuven',
  CH: 'Zurich|Zürich|Geneva|Genève|Genf|Basel|Lausanne|Bern|Winterthur|Luzern|Lucerne|St. Gallen|St.Gallen|Sankt Gallen|Lugano|Biel|Thun|Fribourg|Chur|Schaffhausen|Neuchâtel|Sion|Zug|Aarau|Olten|Solothurn',
  AT: 'Vienna|Wien|Graz|Salzburg|Linz|Innsbruck|Klagenfurt|Villach|Wels|St. Pölten|Dornbirn|Bregenz|Steyr|Wiener Neustadt|Feldkirch|Leoben',
  IE: 'Dublin|Cork|Galway|Limerick|Waterford|Kilkenny|Sligo|Athlone|Drogheda|Dundalk|Tralee|Letterkenny|Tullamore|Mullingar|Shannon',
  PL: 'Warsaw|Warszawa|Kraków|Krakow|Wrocław|Wroclaw|Gdańsk|Gdansk|Poznań',
  CZ: 'Prague|Praha|Brno',
  SE: 'Stockholm|Gothenburg|Göteborg|Malmö',
  DK: 'Copenhagen|København|Aarhus',
  NO: 'Oslo|Bergen|Trondheim',
  FI: 'Helsinki|Tampere|Espoo',
  HU: 'Budapest',
  RO: 'Bucharest|Cluj-Napoca',
  GR: 'Athens',
  UA: 'Kyiv|Lviv',
  EE: 'Tallinn',
  IL: 'Tel Aviv|Jerusalem',
  AE: 'Dubai|Abu Dhabi',
  IN: 'Bangalore|Bengaluru|Mumbai|Delhi|New Delhi|Hyderabad|Pune|Chennai|Gurgaon|Gurugram|Noida|Kolkata',
  SG: 'Singapore',
  JP: 'Tokyo|Osaka',
  KR: 'Seoul',
  CN: 'Shanghai|Beijing|Shenzhen',
  AU: 'Adelaide|Sydney|Melbourne|Brisbane|Perth|Canberra|Geelong|Hobart|Darwin|Wollongong|Gold Coast|Cairns|Townsville|Ballarat|Bendigo|Parramatta|Toowoomba',
  NZ: 'Auckland|Wellington|Christchurch|Dunedin|Tauranga',
  CA: 'Toronto|Vancouver|Montreal|Montréal|Ottawa|Calgary|Edmonton|Winnipeg|Mississauga|Saskatoon|Québec City|Quebec City',
  MX: 'Mexico City|Guadalajara',
  BR: 'São Paulo|Sao Paulo|Rio de Janeiro',
  AR: 'Buenos Aires',
  CO: 'Bogotá|Bogota|Medellín',
  ZA: 'Cape Town|Johannesburg',
  KE: 'Nairobi',
  NG: 'Lagos',
}

const countryOfCity = new Map<string, string>()
for (const [code, names] of Object.entries(cities)) {
  for (const name of names.split('|')) countryOfCity.set(name.toLowerCase(), code)
}

export function countryByCity(city: string): string | null {
  return countryOfCity.get(city.trim().toLowerCase()) ?? null
}
