namespace CrossSell;

/// <summary>Whether buying a product once means that the customer has it.</summary>
public enum ProductKind
{
    /// <summary>Bought once and then held: a contract, an account, a machine. A purchase makes it owned until the holding ends; the default.</summary>
    Held = 0,

    /// <summary>Bought again and again: bread, toner, a travel insurance for each journey. A purchase never makes it owned.</summary>
    Repurchasable = 1,
}
