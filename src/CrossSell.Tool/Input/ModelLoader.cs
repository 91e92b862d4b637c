namespace CrossSell.Tool;

/// <summary>Reads a model file.</summary>
internal static class ModelLoader
{
    public static CrossSellModel Load(string path)
    {
        if (Directory.Exists(path))
        {
            throw new FailureException($"the model '{path}' is a folder; expected a file that 'crosssell fit' wrote.");
        }

        try
        {
            return CrossSellModel.Load(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FailureException($"there is no model '{path}'; 'crosssell fit' makes one.", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException)
        {
            throw new FailureException($"the model '{path}' cannot be read: {OutputPath.Reason(e)}.", e);
        }
    }
}
