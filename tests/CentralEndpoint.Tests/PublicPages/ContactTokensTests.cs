using System.Buffers.Text;
using CentralEndpoint.PublicPages;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CentralEndpoint.Tests.PublicPages;

[TestClass]
public sealed class ContactTokensTests
{
    private static readonly MasterKey s_key = new(new byte[32]);
    private static readonly TimeSpan s_instant = TimeSpan.FromMilliseconds(1);
    private readonly FakeTimeProvider _clock = new(The.Now);

    private ContactTokens Tokens => new(s_key, _clock);

    [TestMethod]
    public void A_form_is_good_from_three_seconds_to_two_hours_after_it_was_given_out()
    {
        var token = Tokens.Make();

        _clock.Advance(TimeSpan.FromSeconds(3) - s_instant);
        Assert.StartsWith("That was faster", Tokens.Judge(token));
        _clock.Advance(s_instant);
        Assert.IsNull(Tokens.Judge(token));
        _clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(3));
        Assert.IsNull(Tokens.Judge(token));
        _clock.Advance(s_instant);
        Assert.StartsWith("The page was open for more than two hours", Tokens.Judge(token));
    }

    [TestMethod]
    public void No_changed_character_and_no_other_key_makes_one()
    {
        var token = Tokens.Make();
        var other = new ContactTokens(new MasterKey(Enumerable.Repeat((byte)1, 32).ToArray()), _clock).Make();
        _clock.Advance(TimeSpan.FromMinutes(1));
        var bytes = Base64Url.DecodeFromChars(token);
        for (var at = 0; at < bytes.Length; at++)
        {
            var changed = bytes.ToArray();
            changed[at] ^= 1;
            Assert.StartsWith("The form was not", Tokens.Judge(Base64Url.EncodeToString(changed)));
        }

        Assert.StartsWith("The form was not", Tokens.Judge(other));
        Assert.StartsWith("The form was not", Tokens.Judge(""));
        Assert.StartsWith("The form was not", Tokens.Judge(token[..^4]));
        Assert.StartsWith("The form was not", Tokens.Judge(new string('A', 100_000)));
        Assert.StartsWith("The form was not", Tokens.Judge("&%\u0000 \u00e4"));
    }
}
