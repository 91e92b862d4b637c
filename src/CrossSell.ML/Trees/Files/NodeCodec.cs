using System.Text.Json;
using CrossSell.ML.Features;
using CrossSell.ML.Persistence;

namespace CrossSell.ML.Trees;

/// <summary>Nodes of trees as JSON: a question by a cut, or by levels; or a leaf.</summary>
internal static class NodeCodec
{
    public static void Write(Utf8JsonWriter json, Field[] fields, RegressionTree tree, int node)
    {
        json.WriteStartObject();
        if (tree.Fields[node] < 0)
        {
            json.WriteNumber("adds", tree.Values[node]);
        }
        else
        {
            Field field = fields[tree.Fields[node]];
            CodeSet codes = tree.Codes[node];
            json.WriteNumber("column", tree.Fields[node]);
            if (field.Kind == FieldKind.Number)
            {
                // Bins below the number go left.
                json.WriteNumber("bins", Enumerable.Range(0, field.MissingCode).Count(codes.Contains));
                json.WriteBoolean("gapsLeft", codes.Contains(field.MissingCode));
            }
            else
            {
                json.WriteStartArray("codes");
                foreach (int code in codes.Codes())
                {
                    json.WriteNumberValue(code);
                }

                json.WriteEndArray();
            }

            json.WriteNumber("left", tree.Left[node]);
            json.WriteNumber("right", tree.Right[node]);
            json.WriteNumber("gain", tree.Gains[node]);
        }

        json.WriteNumber("cover", tree.Covers[node]);
        json.WriteEndObject();
    }

    public static RegressionTree ReadTree(JsonElement json, Field[] fields)
    {
        JsonElement[] nodes = [.. json.EnumerateArray()];
        ModelJson.Require(nodes.Length > 0, "a tree has no node");
        int count = nodes.Length;
        var tree = new RegressionTree(new int[count], new int[count], new int[count], new CodeSet[count], new double[count], new double[count], new double[count]);
        bool[] reached = new bool[count];
        reached[0] = true;
        for (int node = 0; node < count; node++)
        {
            JsonElement from = nodes[node];
            ModelJson.Require(reached[node], $"node {node} of a tree belongs to no earlier node");
            tree.Covers[node] = ModelJson.Number(from, "cover");
            ModelJson.Require(tree.Covers[node] > 0, $"the cover of node {node} of a tree is not above 0");
            if (from.TryGetProperty("adds", out _))
            {
                tree.Fields[node] = -1;
                tree.Values[node] = ModelJson.Number(from, "adds");
                continue;
            }

            int column = from.GetProperty("column").GetInt32();
            ModelJson.Require(column >= 0 && column < fields.Length, $"node {node} of a tree asks about column {column} of {fields.Length}");
            tree.Fields[node] = column;
            tree.Codes[node] = ReadCodes(from, fields[column]);
            tree.Gains[node] = ModelJson.Number(from, "gain");
            tree.Left[node] = Child(from.GetProperty("left").GetInt32(), node, reached);
            tree.Right[node] = Child(from.GetProperty("right").GetInt32(), node, reached);
        }

        return tree;
    }

    private static int Child(int child, int node, bool[] reached)
    {
        ModelJson.Require(child > node && child < reached.Length && !reached[child], $"node {node} of a tree has node {child} as a child, which is none or another's");
        reached[child] = true;
        return child;
    }

    private static CodeSet ReadCodes(JsonElement json, Field field)
    {
        var codes = default(CodeSet);
        if (field.Kind == FieldKind.Number)
        {
            int bins = json.GetProperty("bins").GetInt32();
            ModelJson.Require(bins >= 0 && bins <= field.MissingCode, $"a question about column '{field.Name}' parts {bins} of {field.MissingCode} bins");
            for (int code = 0; code < bins; code++)
            {
                codes = codes.With(code);
            }

            return json.GetProperty("gapsLeft").GetBoolean() ? codes.With(field.MissingCode) : codes;
        }

        foreach (JsonElement code in json.GetProperty("codes").EnumerateArray())
        {
            int value = code.GetInt32();
            ModelJson.Require(value >= 0 && value < field.Codes, $"a question about column '{field.Name}' names code {value} of {field.Codes}");
            codes = codes.With(value);
        }

        return codes;
    }
}
