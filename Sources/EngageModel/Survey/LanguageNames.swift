/// Languages as people and XLSForm write them: `Polish (pl)`, `polish`, `pl`.
public enum LanguageNames {
  /// The name of a language in a form.
  public static func written(_ code: String) -> String {
    "\(name(of: code)) (\(code))"
  }

  /// The English name of a language, or its code where none is known: `Polish`.
  public static func name(of code: String) -> String {
    let base = code.split(separator: "-").first.map(String.init) ?? code
    return names[base] ?? base
  }

  /// The code of a language as a form writes it; `nil` where nobody can tell.
  public static func code(of written: String) -> String? {
    let text = trimmed(written)
    if let open = text.lastIndex(of: "("), text.hasSuffix(")") {
      let inside = trimmed(text[text.index(after: open)..<text.index(before: text.endIndex)])
      if isCode(inside) { return inside }
    }
    if let code = codes[text.lowercased()] { return code }
    return isCode(text.lowercased()) ? text.lowercased() : isCode(text) ? text : nil
  }

  /// `en`, `zh-Hans`, `pt-BR`: what survey files take.
  public static func isCode(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, (2...3).contains(first.utf8.count), parts.count <= 3,
      first.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
    else { return false }
    return parts.dropFirst().allSatisfy { part in
      (2...8).contains(part.utf8.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
  }

  /// Whether a code is that of a language which has a name here, with nothing behind it but script and region.
  public static func isKnown(_ code: String) -> Bool {
    let parts = code.split(separator: "-", omittingEmptySubsequences: false)
    guard let base = parts.first, names[String(base)] != nil else { return false }
    return parts.dropFirst().allSatisfy { part in
      let isLetters = part.allSatisfy(\.isLetter)
      return isLetters
        ? [2, 4].contains(part.utf8.count) : part.utf8.count == 3 && part.allSatisfy(\.isNumber)
    }
  }

  /// The English name that is nearest to what was written, if one is near.
  public static func nearest(to written: String) -> String? {
    let text = trimmed(written).lowercased()
    let near = nearestName(to: text, among: codes.keys.sorted())
    return near.flatMap { codes[$0] }.map(name)
  }

  private static func trimmed(_ written: some StringProtocol) -> String {
    String(written.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  private static let codes: [String: String] = {
    var codes: [String: String] = [:]
    for (code, name) in names { codes[name.lowercased()] = code }
    for (code, name) in ownNames { codes[name.lowercased()] = code }
    return codes
  }()

  /// ISO 639-1 codes and English names: the main languages of England and Wales in the census of 2021, and those that
  /// forms of other countries are most often in.
  private static let names = [
    "en": "English", "cy": "Welsh", "ga": "Irish", "gd": "Gaelic", "pl": "Polish", "ro": "Romanian",
    "pa": "Punjabi", "ur": "Urdu", "pt": "Portuguese", "es": "Spanish", "ar": "Arabic", "bn": "Bengali",
    "gu": "Gujarati", "it": "Italian", "ta": "Tamil", "fr": "French", "lt": "Lithuanian", "zh": "Chinese",
    "tr": "Turkish", "bg": "Bulgarian", "ru": "Russian", "fa": "Persian", "hu": "Hungarian", "el": "Greek",
    "hi": "Hindi", "ne": "Nepali", "so": "Somali", "ku": "Kurdish", "de": "German", "nl": "Dutch",
    "uk": "Ukrainian", "ps": "Pashto", "sq": "Albanian", "sk": "Slovak", "cs": "Czech", "lv": "Latvian",
    "ml": "Malayalam", "te": "Telugu", "si": "Sinhala", "th": "Thai", "vi": "Vietnamese", "ja": "Japanese",
    "ko": "Korean", "sw": "Swahili", "am": "Amharic", "ti": "Tigrinya", "ha": "Hausa", "ig": "Igbo",
    "yo": "Yoruba", "ht": "Haitian Creole", "tl": "Tagalog", "id": "Indonesian", "ms": "Malay",
    "my": "Burmese",
    "km": "Khmer", "lo": "Lao", "sv": "Swedish", "da": "Danish", "no": "Norwegian", "fi": "Finnish",
    "et": "Estonian", "hr": "Croatian", "sr": "Serbian", "bs": "Bosnian", "sl": "Slovenian",
    "mk": "Macedonian", "he": "Hebrew", "hy": "Armenian", "ka": "Georgian", "az": "Azerbaijani",
    "kk": "Kazakh", "uz": "Uzbek", "mn": "Mongolian", "rw": "Kinyarwanda", "ny": "Chichewa", "zu": "Zulu",
    "mr": "Marathi", "kn": "Kannada", "rom": "Romani", "syl": "Sylheti", "yue": "Cantonese", "prs": "Dari",
    "ckb": "Sorani", "kmr": "Kurmanji", "yi": "Yiddish", "tet": "Tetum", "ca": "Catalan", "mt": "Maltese",
    "xh": "Xhosa", "af": "Afrikaans", "mg": "Malagasy", "wo": "Wolof", "ln": "Lingala", "is": "Icelandic",
  ]

  private static let ownNames = [
    "cy": "Cymraeg", "pl": "Polski", "ro": "Română", "pa": "Panjabi", "pt": "Português", "es": "Español",
    "fr": "Français", "tr": "Türkçe", "fa": "Farsi", "de": "Deutsch", "nl": "Nederlands", "it": "Italiano",
    "ar": "العربية", "uk": "Українська", "ru": "Русский", "zh": "Mandarin", "sw": "Kiswahili",
  ]
}
