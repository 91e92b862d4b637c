namespace CrossSell.Testing.Grocery;

/// <summary>The planted products; a product stands after its antecedents.</summary>
internal static class GroceryProducts
{
    /// <summary>The product that fills a basket which would be empty; nothing else depends on it.</summary>
    public const string Filler = "water";

    public static IReadOnlyList<GroceryProductSpec> All { get; } =
    [
        new("rolls", "Bread rolls", "Brötchen", "Bakery", 35, 0.16) { Morning = 3 },
        new("bread", "Rye bread", "Roggenbrot", "Bakery", 329, 0.18),
        new("croissant", "Croissant", "Croissant", "Bakery", 119, 0.06) { Morning = 2.5 },
        new("coffee", "Coffee", "Kaffee", "Drinks", 649, 0.12),
        new("tea", "Tea", "Tee", "Drinks", 249, 0.06),
        new("juice", "Orange juice", "Orangensaft", "Drinks", 199, 0.09),
        new(Filler, "Mineral water", "Mineralwasser", "Drinks", 89, 0.15),
        new("beer", "Beer", "Bier", "Drinks", 599, 0.1),
        new("wine", "Red wine", "Rotwein", "Drinks", 549, 0.07),
        new("gin", "Gin", "Gin", "Drinks", 1499, 0.015),
        new("mulled-wine", "Mulled wine", "Glühwein", "Drinks", 299, 0.08) { Season = (11, 12) },
        new("pasta", "Pasta", "Nudeln", "Pantry", 99, 0.14),
        new("rice", "Rice", "Reis", "Pantry", 189, 0.06),
        new("flour", "Flour", "Mehl", "Pantry", 79, 0.08),
        new("sugar", "Sugar", "Zucker", "Pantry", 109, 0.05),
        new("muesli", "Muesli", "Müsli", "Pantry", 299, 0.07),
        new("honey", "Honey", "Honig", "Pantry", 499, 0.03),
        new("olive-oil", "Olive oil", "Olivenöl", "Pantry", 799, 0.04),
        new("gingerbread", "Gingerbread", "Lebkuchen", "Sweets", 249, 0.11) { Season = (10, 12) },
        new("chocolate", "Chocolate", "Schokolade", "Sweets", 129, 0.14),
        new("biscuits", "Biscuits", "Kekse", "Sweets", 179, 0.08),
        new("apples", "Apples", "Äpfel", "Fruit", 279, 0.16),
        new("bananas", "Bananas", "Bananen", "Fruit", 179, 0.19),
        new("lemons", "Lemons", "Zitronen", "Fruit", 149, 0.05),
        new("strawberries", "Strawberries", "Erdbeeren", "Fruit", 349, 0.2) { Season = (5, 7) },
        new("asparagus", "Asparagus", "Spargel", "Vegetables", 799, 0.14) { Season = (4, 6) },
        new("tomatoes", "Tomatoes", "Tomaten", "Vegetables", 249, 0.16),
        new("potatoes", "Potatoes", "Kartoffeln", "Vegetables", 299, 0.14),
        new("onions", "Onions", "Zwiebeln", "Vegetables", 129, 0.1),
        new("carrots", "Carrots", "Möhren", "Vegetables", 119, 0.09),
        new("salad", "Lettuce", "Kopfsalat", "Vegetables", 119, 0.13),
        new("eggs", "Eggs", "Eier", "Dairy", 249, 0.17),
        new("cheese", "Gouda", "Gouda", "Dairy", 259, 0.16),
        new("yoghurt", "Yoghurt", "Joghurt", "Dairy", 69, 0.15),
        new("minced-meat", "Minced meat", "Hackfleisch", "Meat", 499, 0.08),
        new("chicken", "Chicken", "Hähnchen", "Meat", 699, 0.07),
        new("ham", "Ham", "Schinken", "Meat", 279, 0.09),
        new("fish-fingers", "Fish fingers", "Fischstäbchen", "Frozen", 329, 0.04),
        new("pizza", "Frozen pizza", "Tiefkühlpizza", "Frozen", 299, 0.08),
        new("ice-cream", "Ice cream", "Speiseeis", "Frozen", 399, 0.12) { Season = (5, 9) },
        new("charcoal", "Charcoal", "Holzkohle", "Leisure", 599, 0.09) { Season = (4, 9) },
        new("nappies", "Nappies", "Windeln", "Household", 999, 0.03),
        new("detergent", "Laundry detergent", "Waschmittel", "Household", 799, 0.04),
        new("toilet-paper", "Toilet paper", "Toilettenpapier", "Household", 399, 0.07),
        new("toothbrush", "Toothbrush", "Zahnbürste", "Household", 249, 0.02),
        new("cat-food", "Cat food", "Katzenfutter", "Pets", 79, 0.05),

        new("tomato-sauce", "Tomato sauce", "Tomatensoße", "Pantry", 149, 0.05) { Antecedents = ["pasta"], Confidence = 0.55 },
        new("parmesan", "Parmesan", "Parmesan", "Dairy", 399, 0.02) { Antecedents = ["tomato-sauce"], Confidence = 0.3 },
        new("sausages", "Grill sausages", "Grillwürste", "Meat", 449, 0.05) { Antecedents = ["charcoal"], Confidence = 0.65 },
        new("mustard", "Mustard", "Senf", "Pantry", 99, 0.02) { Antecedents = ["sausages"], Confidence = 0.35 },
        new("butter", "Butter", "Butter", "Dairy", 229, 0.12) { Antecedents = ["rolls"], Confidence = 0.4 },
        new("jam", "Strawberry jam", "Erdbeermarmelade", "Pantry", 229, 0.03) { Antecedents = ["rolls"], Confidence = 0.25 },
        new("milk", "Milk", "Milch", "Dairy", 119, 0.2) { Antecedents = ["coffee"], Confidence = 0.45 },
        new("cream", "Whipping cream", "Schlagsahne", "Dairy", 109, 0.04) { Antecedents = ["strawberries"], Confidence = 0.5 },
        new("hollandaise", "Hollandaise sauce", "Sauce Hollandaise", "Pantry", 149, 0.005) { Antecedents = ["asparagus"], Confidence = 0.45 },
        new("dressing", "Salad dressing", "Salatsoße", "Pantry", 159, 0.02) { Antecedents = ["salad"], Confidence = 0.3 },
        new("vanilla-sugar", "Vanilla sugar", "Vanillezucker", "Pantry", 59, 0.015) { Antecedents = ["flour", "eggs"], Confidence = 0.5 },
        new("crisps", "Crisps", "Chips", "Sweets", 189, 0.06) { Antecedents = ["beer"], Confidence = 0.35 },
        new("tonic", "Tonic water", "Tonic Water", "Drinks", 139, 0.01) { Antecedents = ["gin"], Confidence = 0.7 },
        new("wet-wipes", "Wet wipes", "Feuchttücher", "Household", 189, 0.01) { Antecedents = ["nappies"], Confidence = 0.6 },
        new("toothpaste", "Toothpaste", "Zahnpasta", "Household", 149, 0.03) { Antecedents = ["toothbrush"], Confidence = 0.5 },
        new("cat-litter", "Cat litter", "Katzenstreu", "Pets", 599, 0.005) { Antecedents = ["cat-food"], Confidence = 0.4 },
    ];

    /// <summary>For each product the positions of its antecedents.</summary>
    public static IReadOnlyList<int[]> Antecedents { get; } =
        [.. All.Select(p => p.Antecedents.Select(a => All.TakeWhile(q => !string.Equals(q.Id, a, StringComparison.Ordinal)).Count()).ToArray())];

    /// <summary>The rows of <c>products.csv</c>.</summary>
    public static IEnumerable<(string Id, string Name, string NameDe, string Category, bool Repurchasable, decimal Margin)> Lines
        => All.Select(p => (p.Id, p.Name, p.NameDe, p.Department, true, MarginOf(p)));

    public static decimal MarginOf(GroceryProductSpec product) => new(product.Cents / 3, 0, 0, isNegative: false, scale: 2);
}
