import EngageModel

/// Reads the sessions of an event.
struct SessionReader {
  let problems: Problems

  private static let keys = [
    "session", "title", "place", "district", "venue", "date", "attended", "booked", "basis", "status",
    "count",
    "people", "invented", "note",
  ]

  func sessions(_ items: [YAMLNode]) -> [Session] {
    var sessions: [Session] = []
    var names: [String: YAMLNode] = [:]
    for item in items {
      guard let session = session(item) else { continue }
      let place = item.value("session") ?? item
      if let first = names[session.id.rawValue], !session.id.rawValue.isEmpty {
        problems.add(
          "duplicate-name", "there is already a session “\(session.id)”", at: place,
          hint: "the first is in line \(first.line)")
      } else {
        names[session.id.rawValue] = place
        sessions.append(session)
      }
    }
    return sessions
  }

  private func session(_ node: YAMLNode) -> Session? {
    let what = node.value("session")?.text.map { "session “\($0)”" } ?? "a session"
    guard let fields = Fields(node, what: what, known: SessionReader.keys, problems: problems, remark: remark)
    else {
      return nil
    }
    let name = fields.requiredText("session", hint: "the name by which files and reports call it") ?? ""
    if let place = fields["session"] { problems.checkKebabCase(name, of: "a session", at: place) }
    let (venue, venueIdentifies) = venue(fields, what: what)
    let session = Session(
      id: Session.ID(name), title: fields.text("title"), place: fields.text("place"),
      district: fields.text("district"), venue: venue, date: date(fields),
      attended: quantity(fields, "attended"), booked: quantity(fields, "booked"),
      basis: fields.word("basis", as: Session.Basis.self),
      status: fields.word("status", as: Session.Status.self) ?? .held,
      count: fields.integer("count", atLeast: 1) ?? 1,
      invented: invented(fields), people: fields.text("people"), note: fields.text("note"),
      venueIdentifies: venueIdentifies)
    if venueIdentifies, session.district == nil, let place = fields["venue"] {
      problems.add(
        "no-district", "\(what): its venue tells who came, and it has no district to be shown by", at: place,
        hint: "write district: …; without one it is counted with other sessions, as “Elsewhere”",
        severity: .warning)
    }
    if session.status != .held, let attended = session.attended, attended.value > 0,
      let place = fields["attended"]
    {
      problems.add(
        "attended-but-not-held", "\(what) is \(session.status.rawValue), yet somebody attended it", at: place,
        hint: "write status: held, or delete “attended”", severity: .warning)
    }
    return session
  }

  /// `venue: "St Mary's Hall"`, `venue: identifies`, or `venue: {name: "St Mary's Hall", identifies: yes}`.
  private func venue(_ fields: Fields, what: String) -> (name: String?, identifies: Bool) {
    guard let node = fields["venue"] else { return (nil, false) }
    guard node.entries != nil else {
      let text = fields.text("venue")
      return text == "identifies" ? (nil, true) : (text, false)
    }
    guard
      let venue = Fields(
        node, what: "the venue of \(what)", known: ["name", "identifies"], problems: problems)
    else { return (nil, false) }
    return (venue.text("name"), venue.flag("identifies"))
  }

  private func remark(_ key: String) -> Fields.Remark? {
    switch key {
    case "name", "id": Fields.Remark(hint: "write session: its name")
    case "attendance", "participants": Fields.Remark(hint: "write attended: 52")
    case "location", "town": Fields.Remark(hint: "write place: the town, venue: the building")
    case "notes": Fields.Remark(hint: "write note: …")
    case "day", "when": Fields.Remark(hint: "write date: 2019-09-24")
    default: nil
    }
  }

  private func date(_ fields: Fields) -> EventDate? {
    guard let text = fields.text("date"), let place = fields["date"] else { return nil }
    if let date = EventDate(text) { return date }
    problems.add(
      "bad-date", "“\(text)” is no date", at: place,
      hint: "write a day 2019-09-24, a month 2019-09, or from..to: 2019-09..2020-03")
    return nil
  }

  private func quantity(_ fields: Fields, _ key: String) -> Quantity? {
    guard let text = fields.text(key), let place = fields[key] else { return nil }
    if let quantity = Quantity(text) { return quantity }
    if let number = Int(text), number < 0 {
      problems.add("out-of-range", "“\(key)” can't be below 0", at: place)
    } else {
      problems.add(
        "bad-quantity", "“\(text)” is no number of people", at: place,
        hint: "write 52, over 1300, almost 500, about 40 or unknown")
    }
    return nil
  }

  private func invented(_ fields: Fields) -> [String] {
    guard let value = fields["invented"] else { return [] }
    if let flag = value.text.flatMap(Fields.flag) {
      let own = ["place", "district", "venue", "date", "attended", "booked"]
      return flag ? own.filter { fields[$0] != nil } : []
    }
    return fields.texts("invented").compactMap { name, node in
      guard SessionReader.keys.contains(name), name != "session", name != "invented" else {
        problems.addUnknownWord(
          name, at: node, rule: "unknown-word", message: "a session has nothing called “\(name)”",
          among: SessionReader.keys)
        return nil
      }
      if fields[name] == nil {
        problems.add(
          "invented-but-absent", "“\(name)” is marked as invented, but it is not there", at: node,
          severity: .warning)
      }
      return name
    }
  }
}
