namespace CrossSell.ML;

/// <summary>After which purchases a customer may be gone for good, in a model of buying.</summary>
public enum LeavingRule
{
    /// <summary>After any purchase but the first, so one who bought once is never gone: the BG/NBD model (Fader, Hardie, Lee 2005).</summary>
    AfterRepeatPurchase = 0,

    /// <summary>After any purchase, the first included: the MBG/NBD model (Batislam, Denizel, Filiztekin 2007, International Journal of Research in Marketing 24).</summary>
    AfterAnyPurchase = 1,
}
