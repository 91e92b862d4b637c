namespace CrossSell.Hosting;

/// <summary>What a model is fitted from, loaded anew for each fit.</summary>
/// <param name="History">What was bought and is held.</param>
/// <param name="Catalog">What may be sold; it names products, margins and categories for the desk.</param>
/// <param name="Customers">What else is known about customers, with their ids as keys; null for nothing.</param>
/// <param name="Contacts">The contacts with customers that propensity learns from; null for none.</param>
public sealed record ModelSources(PurchaseHistory History, ProductCatalog Catalog, CustomerTable? Customers = null, CustomerContacts? Contacts = null);
