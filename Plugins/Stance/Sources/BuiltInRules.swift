import EngageModel

extension StanceRules {
  /// The cues where no others are given: words as they stand, no stems, because "helpful" praises and "help" does not.
  /// Written for what people say about safety, services and events, and corrected on half of the patients' comments
  /// of which README.md tells how often they are right on the other half.
  static let builtIn = Codebook(
    id: "stance-rules", version: 1, title: "Concern, support, suggestion", matching: Matching(stems: .none),
    themes: [
      theme("concern", "Concern", concern, except: noConcern),
      theme("support", "Support", support, except: noSupport),
      theme("suggestion", "Suggestion", suggestion, except: noSuggestion),
      theme(Theme.ID(negation), "Turned round", negating, except: notNegating),
    ])

  private static func theme(_ id: Theme.ID, _ title: String, _ cues: [String], except: [String]) -> Theme {
    Theme(id: id, title: title, match: cues.map(Term.phrase), exclude: except.map(Term.phrase))
  }

  private static let concern = [
    "afraid", "fear", "fears", "fearful", "scared", "scary", "frightened", "frightening", "worry",
    "worried", "worrying", "anxious", "concerned", "concerning", "main concern", "biggest concern",
    "unsafe", "danger", "dangerous", "threatened", "threatening", "threats", "intimidated", "intimidating",
    "intimidation", "uncomfortable", "harass*", "abuse", "abused", "abusive", "bully", "bullied",
    "bullying", "victim of", "victims of", "attacked", "assaulted", "a problem", "problem with",
    "problems with", "main problem", "biggest problem", "trouble", "issue with", "issues with", "complain",
    "complained", "complaint", "complaints", "bad", "badly", "worse", "worst", "terrible", "awful", "poor",
    "poorly lit", "poorly run", "poorly organised", "poorly managed", "poorly maintained", "appalling",
    "disgraceful", "disgusting", "horrible", "dreadful", "unacceptable", "disappointed", "disappointing",
    "frustrated", "frustrating", "annoyed", "annoying", "upset", "upsetting", "angry", "rude", "unhelpful",
    "unfriendly", "unprofessional", "dismissive", "ignored", "ignoring", "not listened to",
    "nobody listens", "no one listens", "don't listen", "doesn't listen", "do not listen",
    "does not listen", "didn't listen", "not taken seriously", "let down", "fed up", "unfair",
    "discriminat*", "hostile", "difficult", "difficulty", "hard to", "struggle", "struggled", "confusing",
    "confused", "confusion", "lack", "lacks", "lacking", "lacked", "not enough", "too few", "too little",
    "too long", "too many", "too much", "too late", "too far", "too small", "too short", "too noisy",
    "too hot", "too cold", "takes too", "long wait", "waited", "waiting", "delay", "delays", "delayed",
    "cancelled", "was late", "were late", "always late", "never came", "never come", "never arrived",
    "never got", "never received", "nothing is done", "nothing was done", "nothing gets done",
    "nothing happens", "nothing happened", "does nothing", "do nothing", "did nothing", "no response",
    "no reply", "no one came", "no one told", "nobody told", "nobody came", "unreliable", "dirty", "filthy",
    "broken", "noisy", "noise", "uncaring", "felt rushed", "careless", "neglect*", "wrong", "waste of",
    "wasted", "pointless", "useless", "unable to", "can't get", "cannot get", "couldn't get",
    "could not get", "failed", "failing", "failure", "fails", "was missing", "were missing", "closed down",
    "cuts", "lost", "isolated", "excluded", "unsure", "unhappy", "dissatisfied", "dislike", "hate",
    "disagree", "shame", "misled", "mistake", "mistakes", "stressful", "distress", "distressing",
    "no support", "no help", "no information", "no communication",
  ]

  private static let noConcern = [
    "no worries", "don't worry", "lost for words", "difficult time", "difficult times",
    "difficult situation", "difficult situations", "difficult circumstances", "waiting room",
    "waiting area", "hate crime", "hate crimes", "hate incident", "hate incidents", "too much trouble",
    "work hard to", "works hard to", "worked hard to", "working hard to", "tries hard to", "tried hard to",
    "try hard to", "do nothing better", "bad time",
  ]

  private static let support = [
    "good", "great", "excellent", "brilliant", "fantastic", "wonderful", "amazing", "superb", "outstanding",
    "marvellous", "lovely", "nice", "best", "perfect", "first class", "top class", "fabulous",
    "exceptional", "exemplary", "thank", "thanks", "thankful", "grateful", "really appreciate",
    "appreciated", "pleased", "happy", "satisfied", "glad", "delighted", "impressed", "enjoy", "enjoyed",
    "enjoyable", "i like", "i liked", "we like", "we liked", "really like", "really liked", "love", "loved",
    "welcome", "welcomed", "welcoming", "helpful", "helped", "friendly", "friendliness", "kind", "kindness",
    "caring", "polite", "courteous", "professional", "professionalism", "respectful", "compassionate",
    "understanding", "supportive", "supported", "approachable", "attentive", "informative", "interesting",
    "useful", "valuable", "inspiring", "reassuring", "reassured", "comfortable", "clean", "efficient",
    "prompt", "works well", "work well", "worked well", "well run", "well organised", "well done",
    "very well", "so well", "listened", "listening", "listens", "listener", "feel safe", "felt safe",
    "feel safer", "feeling safe", "is safe", "safe place", "at ease", "i agree", "we agree", "in favour",
    "support this", "support the idea", "keep up", "keep it up", "keep doing", "proud", "confident",
    "made a difference", "can't fault", "cannot fault", "can not fault", "couldn't fault",
    "could not fault", "positive", "improved", "easy to", "second to none",
  ]

  private static let noSupport = [
    "would be good", "would be great", "would be nice", "would be helpful", "would be useful",
    "be appreciated", "have been good", "have been nice", "have been helpful", "have been better",
    "have been useful", "could be better", "good to have", "nice to have", "good if", "nice if", "great if",
    "helpful if", "best if", "a good deal of", "a great deal of", "great distress", "kind of", "some kind",
    "any kind", "what kind", "this kind", "happy to", "would love", "have loved", "be improved",
    "good idea to", "best way", "thank you for nothing", "is safe to",
  ]

  private static let suggestion = [
    "should", "ought to", "need to", "needs to", "needs more", "need more", "must", "could be",
    "could have", "could do with", "could you", "can we have", "can you", "would like", "would love",
    "would be good", "would be great", "would be nice", "would be helpful", "would be useful",
    "would be better", "would help", "would improve", "would have been", "like to see", "like to have",
    "want to see", "suggest", "suggestion", "recommend", "propose", "perhaps", "maybe", "why not",
    "how about", "what about", "please", "let's", "hope", "wish", "more", "less", "fewer", "better",
    "quicker", "faster", "earlier", "longer", "shorter", "clearer", "bigger", "cheaper", "increase",
    "reduce", "improve", "improvement", "improvements", "extend", "introduce", "provide", "bring back",
    "set up", "create", "install", "make sure", "ensure", "instead of", "rather than", "if only",
  ]

  private static let noSuggestion = [
    "more than", "any more", "once more", "no more", "even more", "more or less", "much better",
    "feel better", "feeling better", "felt better", "getting better", "got better", "get better",
    "couldn't have", "could not have", "could not be", "couldn't be", "must be", "must have", "must say",
    "must admit", "less than", "nothing more", "no longer", "any longer", "more confident", "and more",
    "can you believe",
  ]

  private static let negating = [
    "not", "no", "never", "nothing", "nobody", "none", "neither", "nor", "hardly", "barely", "rarely",
    "don't", "doesn't", "didn't", "isn't", "aren't", "wasn't", "weren't", "won't", "wouldn't", "can't",
    "couldn't", "cannot", "haven't", "hasn't", "hadn't", "shouldn't", "dont", "doesnt", "didnt", "isnt",
    "wasnt", "cant", "wont", "couldnt", "far from",
  ]

  private static let notNegating = [
    "cannot thank", "can't thank", "cant thank", "can not thank", "could not thank", "couldn't thank",
    "cannot praise", "can't praise", "not only", "no doubt", "no matter", "not everyone", "not everybody",
    "never had such", "never been so", "never been better", "no one", "not sure", "why not",
  ]
}
