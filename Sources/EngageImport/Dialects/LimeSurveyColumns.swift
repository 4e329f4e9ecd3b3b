/// The columns that LimeSurvey itself adds, by their codes and by their names in the languages of its interface.
enum LimeSurveyColumns {
  private static let codes: [String: ForeignColumn.Metadata] = [
    "id": .key, "submitdate": .submittedAt, "lastpage": .technical, "startlanguage": .technical,
    "seed": .technical, "startdate": .technical, "datestamp": .technical, "ipaddr": .personal,
    "refurl": .technical, "token": .personal, "interviewtime": .technical, "firstname": .personal,
    "lastname": .personal, "email": .personal, "optout": .technical,
  ]
  private static let names: [String: ForeignColumn.Metadata] = [
    "response id": .key, "date submitted": .submittedAt, "last page": .technical,
    "start language": .technical, "date started": .technical, "date last action": .technical,
    "ip address": .personal, "referrer url": .technical, "access code": .personal, "total time": .technical,
    // German
    "antwort id": .key, "antwort-id": .key, "datum abgeschickt": .submittedAt, "letzte seite": .technical,
    "start-sprache": .technical, "startsprache": .technical, "zufallsstartwert": .technical,
    "datum gestartet": .technical, "datum letzte aktivität": .technical,
    "datum der letzten aktivität": .technical, "ip-adresse": .personal, "weiterleitungs-url": .technical,
    "zugangscode": .personal, "zugangsschlüssel": .personal, "gesamtzeit": .technical,
    // Dutch
    "antwoord id": .key, "respons id": .key, "datum verzonden": .submittedAt,
    "datum ingestuurd": .submittedAt,
    "laatste pagina": .technical, "begintaal": .technical, "starttaal": .technical,
    "datum gestart": .technical, "datum laatste actie": .technical, "ip-adres": .personal,
    "verwijzende url": .technical, "toegangscode": .personal, "totale tijd": .technical,
    // French
    "id de la réponse": .key, "date de soumission": .submittedAt, "dernière page": .technical,
    "langue de départ": .technical, "langue de démarrage": .technical, "date de lancement": .technical,
    "date de début": .technical, "date de la dernière action": .technical, "adresse ip": .personal,
    "url de référence": .technical, "code d'accès": .personal, "temps total": .technical,
    // Spanish
    "id de respuesta": .key, "fecha de envío": .submittedAt, "última página": .technical,
    "idioma inicial": .technical, "lenguaje inicial": .technical, "fecha de inicio": .technical,
    "fecha de la última acción": .technical, "dirección ip": .personal, "url de referencia": .technical,
    // Italian
    "id risposta": .key, "id della risposta": .key, "data di invio": .submittedAt,
    "ultima pagina": .technical, "lingua iniziale": .technical, "data di inizio": .technical,
    "data dell'ultima azione": .technical, "indirizzo ip": .personal,
    // Portuguese
    "id da resposta": .key, "data de envio": .submittedAt, "última página respondida": .technical,
    "idioma de início": .technical, "data de início": .technical, "data da última ação": .technical,
    "endereço ip": .personal,
  ]
  /// Names that forms have as questions, and codes that other programs use.
  private static let common: Set<String> = [
    "id", "seed", "startdate", "token", "interviewtime", "firstname", "lastname", "email", "optout",
    "response id", "date submitted", "date started", "ip address", "access code", "total time", "adresse ip",
    "ip-adresse", "ip-adres", "dirección ip", "indirizzo ip", "endereço ip", "date de début",
    "fecha de inicio", "data di inizio", "data de início", "referrer url", "gesamtzeit", "temps total",
    "totale tijd", "toegangscode", "zugangscode", "code d'accès", "fecha de envío", "data di invio",
    "data de envio", "date de soumission",
  ]

  /// What a heading of the program's own means: `submitdate`, `Date submitted`, `submitdate. Date submitted`.
  static func metadata(_ folded: String) -> ForeignColumn.Metadata? {
    if let known = codes[folded] ?? names[folded] { return known }
    guard let (code, name) = parts(folded), let known = codes[code], !name.isEmpty else { return nil }
    return known
  }

  /// Whether no other program has such a heading.
  static func areTelling(_ folded: String) -> Bool {
    if common.contains(folded) { return false }
    if codes[folded] != nil || names[folded] != nil { return true }
    guard let (code, _) = parts(folded) else { return false }
    return codes[code] != nil && !common.contains(code)
  }

  private static func parts(_ folded: String) -> (code: String, name: String)? {
    guard let place = folded.firstRange(of: ". ") else { return nil }
    return (String(folded[..<place.lowerBound]), String(folded[place.upperBound...]))
  }
}
