using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace CentralEndpoint.Tests.Hostile;

/// <summary>Damages a good batch, between its tokens and within its bytes. The same seed damages the same way.</summary>
[SuppressMessage("Security", "CA5394", Justification = "The same seed must draw the same bodies.")]
internal sealed class BatchMutator(Random random)
{
    /// <summary>Gives the batch with one to three faults, which by chance may leave it good.</summary>
    public byte[] Damage(byte[] good)
    {
        var body = DamageTokens(good);
        return random.Next(4) == 0 ? DamageBytes(body) : body;
    }

    /// <summary>Damages bytes of no known structure, such as compressed ones.</summary>
    public byte[] DamageBytes(byte[] content)
    {
        var at = random.Next(content.Length);
        switch (random.Next(7))
        {
            case 0:
                content[at] ^= (byte)(1 << random.Next(8));
                return content;
            case 1:
                return content[..at];
            case 2:
                return [.. content[..at], .. content[Math.Min(content.Length, at + random.Next(1, 40))..]];
            case 3:
                return [.. content[..at], .. content[Math.Max(0, at - random.Next(1, 400))..]];
            case 4:
                return [.. content[..at], .. HostileJson.Bytes(random), .. content[at..]];
            case 5:
                return [.. Encoding.UTF8.Preamble, .. content];
            default:
                return [.. content, .. HostileJson.Bytes(random)];
        }
    }

    private byte[] DamageTokens(byte[] good)
    {
        var tokens = Tokens(good);
        var body = good;
        // From the end to the start, so that the places before it stay where they are.
        foreach (
            var token in Drawn(tokens, Math.Max(1, random.Next(-2, 4))).OrderByDescending(static token => token.Start)
        )
        {
            body = [.. body[..token.Start], .. Instead(body, token), .. body[token.End..]];
        }

        return body;
    }

    private byte[] Instead(byte[] body, Token token)
    {
        var text = body[token.Start..token.End];
        if (token.IsName)
        {
            return random.Next(4) switch
            {
                0 => [.. HostileJson.Name(random), (byte)':', .. HostileJson.Value(random), (byte)',', .. text],
                1 => [.. text, (byte)':', .. HostileJson.Value(random), (byte)',', .. HostileJson.Respelt(text)],
                2 => HostileJson.Name(random),
                _ => HostileJson.Respelt(text),
            };
        }

        return random.Next(6) switch
        {
            0 => [.. HostileJson.Splice(random), .. text],
            1 => [.. text, .. HostileJson.Splice(random)],
            _ => HostileJson.Value(random),
        };
    }

    private IEnumerable<Token> Drawn(List<Token> tokens, int count) =>
        Enumerable.Range(0, count).Select(_ => tokens[random.Next(tokens.Count)]).Distinct();

    private static List<Token> Tokens(byte[] json)
    {
        var tokens = new List<Token>();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            var isName = reader.TokenType == JsonTokenType.PropertyName;
            var start = (int)reader.TokenStartIndex;
            // A name's token takes its colon along.
            var end = isName ? start + reader.ValueSpan.Length + 2 : (int)reader.BytesConsumed;
            tokens.Add(new Token(start, end, isName));
        }

        return tokens;
    }

    private sealed record Token(int Start, int End, bool IsName);
}
