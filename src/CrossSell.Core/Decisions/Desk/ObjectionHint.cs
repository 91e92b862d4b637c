using CrossSell.Ledger;

namespace CrossSell;

/// <summary>What to say when a customer declines for a reason.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Text">What to say; <c>{product}</c> in it stands for the product's name.</param>
public sealed record ObjectionHint(DeclineReason Reason, LocalizedText Text)
{
    /// <summary>Hints for the reasons that something can be said to, in English and German.</summary>
    public static IReadOnlyList<ObjectionHint> Usual { get; } =
    [
        Hint(DeclineReason.Price, "Too expensive: say what {product} costs a month and what it saves, and offer the smaller version.", "Zu teuer: nennen, was {product} im Monat kostet und was es erspart, und die kleinere Variante anbieten."),
        Hint(DeclineReason.NoNeed, "No need: ask what has changed since the last talk before naming {product} again.", "Kein Bedarf: erst fragen, was sich seit dem letzten Gespräch geändert hat, dann {product} nennen."),
        Hint(DeclineReason.NotRelevant, "Does not fit: ask for the situation that {product} is made for; if there is none, leave it.", "Passt nicht: nach der Lage fragen, für die {product} gemacht ist; gibt es sie nicht, dabei lassen."),
        Hint(DeclineReason.HasElsewhere, "Has it elsewhere: ask until when it runs and agree on a call before then.", "Anderswo versorgt: fragen, wie lange es dort läuft, und vorher einen Anruf vereinbaren."),
        Hint(DeclineReason.BadMoment, "Bad moment: ask for a better one and note it.", "Ungünstiger Augenblick: nach einem besseren fragen und ihn notieren."),
        Hint(DeclineReason.Trust, "No trust: show how others fared with {product}, and give something in writing.", "Fehlendes Vertrauen: zeigen, wie es anderen mit {product} geht, und etwas Schriftliches mitgeben."),
    ];

    private static ObjectionHint Hint(DeclineReason reason, string english, string german) => new(reason, new LocalizedText(english).With("de", german));
}
