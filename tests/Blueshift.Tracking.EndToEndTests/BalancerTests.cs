using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Blueshift.Tracking.EndToEndTests.Support;
using Demo;
using Demo.Processes;

namespace Blueshift.Tracking.EndToEndTests;

/// <summary>The demo's balancer, over real connections on loopback.</summary>
[TestClass]
public sealed class BalancerTests : IDisposable
{
    // Larger than every buffer on the way.
    private const int Much = 8 * 1024 * 1024;

    private readonly NamedProgram _a = new('a');
    private readonly NamedProgram _b = new('b');

    // Has a port and does not listen on it: nobody else may take it meanwhile.
    private readonly Socket _deaf = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public BalancerTests() => _deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    private int DeafPort => ((IPEndPoint)_deaf.LocalEndPoint!).Port;

    [TestMethod]
    public async Task New_connections_go_to_the_programs_in_turn()
    {
        await using var balancer = Balancer.Start(0, [_a.Port, _b.Port]);

        Assert.AreEqual("abab", await GreetingsAsync(balancer, 4));
    }

    [TestMethod]
    public async Task A_program_that_does_not_accept_is_passed_over()
    {
        await using var balancer = Balancer.Start(0, [DeafPort, _b.Port]);

        Assert.AreEqual("bbb", await GreetingsAsync(balancer, 3));
    }

    [TestMethod]
    public async Task A_program_that_accepts_again_gets_its_turns_again()
    {
        await using var balancer = Balancer.Start(0, [DeafPort, _b.Port]);
        await GreetingsAsync(balancer, 2);

        _deaf.Listen();
        using var client = await ConnectAsync(balancer);

        using var accepted = await _deaf.AcceptAsync();
        Assert.IsTrue(accepted.Connected);
    }

    [TestMethod]
    public async Task Where_no_program_accepts_the_connection_is_closed_and_the_next_is_tried_anew()
    {
        await using var balancer = Balancer.Start(0, [DeafPort]);

        using var first = await ConnectAsync(balancer);
        await AssertEndsAsync(first);
        using var second = await ConnectAsync(balancer);
        await AssertEndsAsync(second);
    }

    [TestMethod]
    public async Task What_passes_arrives_whole_in_both_directions_at_once()
    {
        await using var balancer = Balancer.Start(0, [_a.Port]);
        using var client = await ConnectAsync(balancer);
        using var program = await _a.NextAsync();
        var (up, down) = (RandomNumberGenerator.GetBytes(Much), RandomNumberGenerator.GetBytes(Much));

        var atProgram = ReadToEndAsync(program);
        var atClient = ReadToEndAsync(client);
        await Task.WhenAll(SendAllAsync(client, up), SendAllAsync(program, down));

        Assert.AreSequenceEqual(up, await atProgram);
        Assert.AreSequenceEqual([(byte)'a', .. down], await atClient);
    }

    [TestMethod]
    public async Task A_client_that_has_said_all_still_gets_its_answer()
    {
        await using var balancer = Balancer.Start(0, [_a.Port]);
        using var client = await ConnectAsync(balancer);
        using var program = await _a.NextAsync();

        await SendAllAsync(client, "question"u8.ToArray());
        Assert.AreSequenceEqual("question"u8.ToArray(), await ReadToEndAsync(program));
        await SendAllAsync(program, "nswer"u8.ToArray());

        Assert.AreSequenceEqual("answer"u8.ToArray(), await ReadToEndAsync(client));
    }

    [TestMethod]
    public async Task A_connection_that_the_program_breaks_is_ended_for_the_client()
    {
        await using var balancer = Balancer.Start(0, [_a.Port]);
        using var client = await ConnectAsync(balancer);

        Break(await _a.NextAsync());

        await AssertEndsAsync(client);
    }

    [TestMethod]
    public async Task A_connection_that_the_client_breaks_is_ended_for_the_program()
    {
        await using var balancer = Balancer.Start(0, [_a.Port]);
        var client = await ConnectAsync(balancer);
        using var program = await _a.NextAsync();

        Break(client);

        await AssertEndsAsync(program);
    }

    [TestMethod]
    public async Task One_broken_connection_leaves_the_others_alone()
    {
        await using var balancer = Balancer.Start(0, [_a.Port, _b.Port]);
        using var atA = await ConnectAsync(balancer);
        Assert.AreEqual('a', await ReadByteAsync(atA));
        using var atB = await ConnectAsync(balancer);
        Assert.AreEqual('b', await ReadByteAsync(atB));

        Break(await _b.NextAsync());
        await AssertEndsAsync(atB);
        using var programA = await _a.NextAsync();
        await programA.SendAsync("!"u8.ToArray());

        Assert.AreEqual('!', await ReadByteAsync(atA));
    }

    [TestMethod]
    public async Task It_tells_when_a_client_has_sent_something_to_a_program()
    {
        await using var balancer = Balancer.Start(0, [_a.Port, _b.Port]);
        using var atA = await ConnectAsync(balancer);
        Assert.AreEqual('a', await ReadByteAsync(atA));
        using var atB = await ConnectAsync(balancer);
        Assert.AreEqual('b', await ReadByteAsync(atB));
        var toA = balancer.WaitUntilSentAsync(_a.Port, CancellationToken.None);
        var toB = balancer.WaitUntilSentAsync(_b.Port, CancellationToken.None);

        await atB.SendAsync("?"u8.ToArray());
        await toB;

        Assert.IsFalse(toA.IsCompleted, "what the program says, or what goes to another, is not meant");
        Assert.IsFalse(balancer.WaitUntilSentAsync(_b.Port, CancellationToken.None).IsCompleted, "it is told once");
    }

    [TestMethod]
    public async Task Disposal_ends_every_connection_on_both_sides_and_gives_the_port_back()
    {
        var balancer = Balancer.Start(0, [_a.Port]);
        var port = balancer.Port;
        using var client = await ConnectAsync(balancer);
        using var program = await _a.NextAsync();

        await balancer.DisposeAsync();

        await AssertEndsAsync(client);
        await AssertEndsAsync(program);
        await using var next = Balancer.Start(port, [_b.Port]);
        Assert.AreEqual("b", await GreetingsAsync(next, 1));
    }

    [TestMethod]
    public async Task A_port_that_another_program_has_is_told_as_taken()
    {
        await using var other = Balancer.Start(0, []);

        var fault = Assert.ThrowsExactly<DemoFaultException>(() => Balancer.Start(other.Port, [_a.Port]));

        Assert.IsTrue(fault.IsPortTaken);
        Assert.AreEqual($"Port {other.Port} is in use by another program.", fault.Message);
    }

    public void Dispose()
    {
        _a.Dispose();
        _b.Dispose();
        _deaf.Dispose();
    }

    private static async Task<Socket> ConnectAsync(Balancer balancer)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, balancer.Port);
        return socket;
    }

    // Connects one after the other, and asks each who greets it.
    private static async Task<string> GreetingsAsync(Balancer balancer, int count)
    {
        var names = "";
        for (var connection = 0; connection < count; connection++)
        {
            using var client = await ConnectAsync(balancer);
            names += await ReadByteAsync(client);
        }
        return names;
    }

    private static async Task<char> ReadByteAsync(Socket socket)
    {
        var one = new byte[1];
        Assert.AreEqual(1, await socket.ReceiveAsync(one));
        return (char)one[0];
    }

    private static async Task SendAllAsync(Socket socket, byte[] content)
    {
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(content);
        socket.Shutdown(SocketShutdown.Send);
    }

    private static async Task<byte[]> ReadToEndAsync(Socket socket)
    {
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await socket.ReceiveAsync(buffer)) > 0)
        {
            content.Write(buffer, 0, count);
        }
        return content.ToArray();
    }

    private static async Task AssertEndsAsync(Socket socket)
    {
        var rest = new byte[16];
        try
        {
            while (await socket.ReceiveAsync(rest) > 0) { }
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.ConnectionReset)
        {
            // An end as well.
        }
    }

    // As a process that is killed with something unread: a reset, no orderly end.
    private static void Break(Socket socket)
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Dispose();
    }
}
