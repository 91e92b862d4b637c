namespace CrossSell.Data;

/// <summary>Reads a file of categories and the wider category of each.</summary>
internal static class CategoryReader
{
    public static IReadOnlyList<ProductCategory> Read(string path, CsvCatalogOptions options, List<BadRow> faults)
    {
        using var table = new NamedTable(path, options, faults);
        int name = table.Find(needed: true, "category", "name", "kategorie", "warengruppe", "sparte");
        int parent = table.Find(needed: true, "parent", "parentcategory", "oberkategorie", "obergruppe", "eltern");
        var categories = new List<ProductCategory>();
        while (name >= 0 && parent >= 0 && table.Read())
        {
            string category = table.Text(name).Trim();
            string wider = table.Text(parent).Trim();
            if (category.Length == 0)
            {
                table.Fail(name, category, "the name of a category");
            }
            else
            {
                categories.Add(new ProductCategory(category, wider.Length > 0 ? wider : null));
            }
        }

        return categories;
    }
}
