using Render.SpecSync;

return await SpecSyncCommand.RunAsync(args, Console.Out, Console.Error);
