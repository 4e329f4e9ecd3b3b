public import EngageModel

/// Reads `safeguarding.yaml`: whom to ring about a worry over somebody's safety.
public enum SafeguardingFile {
  /// Reads the contacts at a path.
  public static func read(path: String, shownAs shown: String? = nil) -> Reading<SafeguardingContacts> {
    let problems = Problems()
    guard let root = YAMLDocument.read(path, shownAs: shown ?? path, problems: problems) else {
      return problems.reading(nil)
    }
    return SafeguardingReader(problems: problems).read(root)
  }

  /// Reads contacts from their text.
  public static func read(text: String, path: String) -> Reading<SafeguardingContacts> {
    let problems = Problems()
    guard let root = YAMLDocument.compose(text: text, path: path, problems: problems) else {
      return problems.reading(nil)
    }
    return SafeguardingReader(problems: problems).read(root)
  }
}

private struct SafeguardingReader {
  let problems: Problems

  private static let contactKeys = ["name", "role", "phone", "email", "hours"]

  func read(_ root: YAMLNode) -> Reading<SafeguardingContacts> {
    let known = ["emergency", "contacts", "note"]
    guard let fields = Fields(root, what: "safeguarding.yaml", known: known, problems: problems) else {
      return problems.reading(nil)
    }
    var contacts = SafeguardingContacts()
    let emergency = fields.texts("emergency").map(\.text)
    if !emergency.isEmpty { contacts.emergency = emergency }
    contacts.note = filled(fields, "note")
    contacts.contacts = fields.list("contacts").compactMap(contact)
    if contacts.contacts.isEmpty && !problems.hasErrors {
      problems.add(
        "no-safeguarding-contact", "nobody is put down yet who is told of a worry over somebody's safety",
        at: fields.key("contacts") ?? root,
        hint: "fill in a name or a role, and a phone number, under contacts", severity: .warning)
    }
    return problems.reading(contacts)
  }

  private func contact(_ node: YAMLNode) -> SafeguardingContacts.Contact? {
    guard
      let fields = Fields(
        node, what: "a contact", known: SafeguardingReader.contactKeys, problems: problems, remark: remark)
    else { return nil }
    let contact = SafeguardingContacts.Contact(
      name: filled(fields, "name"), role: filled(fields, "role"), phone: filled(fields, "phone"),
      email: filled(fields, "email"), hours: filled(fields, "hours"))
    let isBegun = SafeguardingReader.contactKeys.contains { isPlaceholder(fields, $0) }
    guard contact.name != nil || contact.role != nil else {
      if !isBegun {
        problems.add(
          "missing-key", "a contact has no “name” and no “role”", at: node, hint: "write whom to ask for")
      }
      return nil
    }
    guard contact.phone != nil || contact.email != nil else {
      if !isBegun {
        problems.add(
          "unreachable-contact", "a contact has no “phone” and no “email”", at: node,
          hint: "write a number that somebody answers")
      }
      return nil
    }
    check(contact, fields)
    return contact
  }

  private func check(_ contact: SafeguardingContacts.Contact, _ fields: Fields) {
    if let phone = contact.phone, let place = fields["phone"],
      phone.count(where: \.isNumber) < 3 || phone.contains(where: { $0.isLetter && !"ext".contains($0) })
    {
      problems.add(
        "bad-phone", "this does not look like a telephone number", at: place,
        hint: "write digits, as in \"01926 123456\"; when it is answered goes into hours", severity: .warning)
    }
    if let email = contact.email, let place = fields["email"], !email.contains("@") {
      problems.add(
        "bad-email", "this does not look like an e-mail address", at: place,
        hint: "write it as in safeguarding@example.org", severity: .warning)
    }
  }

  private func remark(_ key: String) -> Fields.Remark? {
    switch key {
    case "telephone", "tel", "mobile": Fields.Remark(hint: "write phone: …")
    case "mail", "e-mail": Fields.Remark(hint: "write email: …")
    case "when", "times": Fields.Remark(hint: "write hours: …")
    default: nil
    }
  }

  private func isPlaceholder(_ fields: Fields, _ key: String) -> Bool {
    fields[key]?.text?.contains(SafeguardingContacts.placeholder) == true
  }

  /// What is written, unless it is still to be filled in.
  private func filled(_ fields: Fields, _ key: String) -> String? {
    isPlaceholder(fields, key) ? nil : fields.text(key)
  }
}

extension Workspace {
  /// Where the contacts are, whether they are written down or not.
  public var safeguardingPath: String { path("safeguarding.yaml") }

  /// Whom to ring about a worry over somebody's safety; what holds for everybody where no file says it.
  public func safeguarding() -> Reading<SafeguardingContacts> {
    guard Folder.kind(of: safeguardingPath) != nil else {
      return Reading(
        value: SafeguardingContacts(),
        diagnostics: [
          Diagnostic(
            .warning, rule: "no-safeguarding-contact",
            message: "nobody is put down yet who is told of a worry over somebody's safety",
            file: shown(safeguardingPath), hint: "engage init writes a file to fill in")
        ])
    }
    return SafeguardingFile.read(path: safeguardingPath, shownAs: shown(safeguardingPath))
  }
}
